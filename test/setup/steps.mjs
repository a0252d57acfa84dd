import path from 'node:path';
import { root } from '../../demo/setup.mjs';

const bin = (...parts) => path.join(root, 'node_modules', ...parts);
export const resultsFolder = path.join(root, 'test', '.results');
const results = (name) => path.join(resultsFolder, name);

/**
 * What `npm test` does, in order. A step without `counts` is one check: its exit code decides.
 * `args` are the pinned Node's; each of `tests` must find some; `fast` is for every save. `again` names the files that
 * are run a second time, when they failed on a busy machine. What waits more than it works runs `beside` another.
 */
export const steps = [
  {
    name: 'build',
    title: 'Build of the script-tag bundle',
    args: [bin('vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
  },
  {
    name: 'format',
    title: 'Format',
    fast: true,
    args: [bin('@biomejs', 'biome', 'bin', 'biome'), 'format', '.'],
  },
  {
    name: 'lint',
    title: 'Lint',
    fast: true,
    args: [bin('@biomejs', 'biome', 'bin', 'biome'), 'lint', '--error-on-warnings', '.'],
  },
  {
    name: 'types',
    title: 'Types',
    fast: true,
    args: [bin('typescript', 'bin', 'tsc'), '--noEmit'],
  },
  {
    name: 'unit',
    title: 'Unit tests',
    fast: true,
    tests: [
      { folder: 'packages/*/test', ending: '.test.ts' },
      { folder: 'test/repo', ending: '.test.ts' },
      { folder: 'test/contract', ending: '.test.ts' },
      { folder: 'test/demo', ending: '.test.ts' },
    ],
    ...nodeTests('unit'),
  },
  {
    name: 'chaos',
    title: 'A tenth of the chaos',
    beside: 'unit',
    tests: [{ folder: 'test/chaos', ending: '.test.ts' }],
    ...nodeTests('chaos'),
  },
  {
    name: 'built',
    title: 'Built files and packages',
    needs: ['build'],
    tests: [{ folder: 'test/built', ending: '.test.ts' }],
    ...nodeTests('built'),
  },
  {
    name: 'browser',
    title: 'Browser tests',
    needs: ['build'],
    browser: true,
    tests: [
      { folder: 'packages/chat/test', ending: '.browser.ts' },
      { folder: 'test/demo', ending: '.browser.ts' },
    ],
    args: [
      bin('@web', 'test-runner', 'dist', 'bin.js'),
      '--config',
      path.join(root, 'test', 'web-test-runner.config.mjs'),
    ],
    counts: { file: results('browser.json'), read: (counts) => counts },
    again: (files) => ['--files', ...files],
  },
  {
    name: 'journeys',
    title: 'Journeys',
    needs: ['build'],
    browser: true,
    tests: [{ folder: 'test/journeys', ending: '.spec.ts' }],
    args: [
      bin('playwright', 'cli.js'),
      'test',
      '--config',
      path.join(root, 'test', 'playwright.config.ts'),
    ],
    counts: { file: results('journeys.json'), read: readPlaywright },
  },
];

/** Files of `node:test`, counted by a reporter of ours. */
function nodeTests(name) {
  const file = results(`${name}.json`);
  return {
    passFiles: true,
    args: [
      '--test',
      // It holds for whole files, too. Most of them wait rather than work.
      '--test-timeout=240000',
      '--test-concurrency=4',
      `--test-reporter=${path.join(root, 'test', 'setup', 'report-unit.mjs')}`,
      '--test-reporter-destination=stdout',
      `--test-reporter=${path.join(root, 'test', 'setup', 'count-unit.mjs')}`,
      `--test-reporter-destination=${file}`,
    ],
    counts: { file, read: (counts) => counts },
    again: (files) => ['--test-concurrency=1', ...files],
  };
}

function readPlaywright({ stats, errors, suites }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    secondTries: suites.flatMap((suite) => flakyIn(suite)),
    skipped: stats.skipped,
  };
}

/** What failed first and passed then; the report has a suite a file, and in it one each `describe`. */
function flakyIn({ suites = [], specs }) {
  const flaky = specs
    .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
    .map(({ file, line, title }) => `test/journeys/${file}:${line} › ${title}`);
  return [...flaky, ...suites.flatMap(flakyIn)];
}

/** The steps to run, with what they need before them. @throws {RangeError} on a name that no step has */
export function chooseSteps({ fast, only }) {
  if (only.length === 0) return steps.filter((step) => !fast || step.fast);
  const wanted = new Set();
  for (const name of only) {
    const step = steps.find((one) => one.name === name);
    if (!step) {
      const names = steps.map((one) => one.name).join(', ');
      throw new RangeError(`There is no step "${name}"; there are ${names}.`);
    }
    for (const needed of [...(step.needs ?? []), name]) wanted.add(needed);
  }
  return steps.filter((step) => wanted.has(step.name));
}
