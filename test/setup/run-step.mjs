import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pinnedNode, root, sourceEnvironment } from '../../demo/setup.mjs';
import { findFiles } from './find-files.mjs';
import { resultsFolder } from './steps.mjs';

const compiled = path.join(resultsFolder, 'compiled');
const longestSilence = 300_000;
/** More files than this do not fail by chance. */
const mostAgain = 6;

/**
 * Runs one step and says how it went: `{passed, failed, skipped, output}`, and in `secondTries` which tests
 * passed only when they were run again.
 * Its output is held back, for only a failure's is worth reading.
 */
export async function runStep(step, options) {
  const tests = (step.tests ?? []).map((where) => ({
    ...where,
    files: findFiles(where.folder, where.ending),
  }));
  const files = tests.flatMap((one) => one.files);
  const empty = tests.filter((one) => one.files.length === 0);
  const result = { passed: 0, failed: 0, skipped: 0, output: '', secondTries: [] };
  if (tests.length === 0 || files.length > 0) {
    Object.assign(result, await runTwice(step, step.passFiles ? files : [], options));
  }
  for (const { folder, ending } of empty) {
    result.failed += 1;
    result.output += `There are no tests in ${folder}/**/*${ending}.\n`;
  }
  return result;
}

/**
 * Files with a failed test are run once more, by themselves: a busy machine can hold up anything, a bug stays.
 * Both outputs are kept, and the names of what passed only then are told.
 */
async function runTwice(step, files, options) {
  const first = await runSuite(step, files, options);
  const failed = first.failedFiles ?? [];
  if (!step.again || failed.length === 0 || failed.length > mostAgain) return first;
  if (options.signal.aborted) return first;
  const second = await runSuite(step, step.again(failed), options);
  return {
    ...second,
    passed: Math.max(0, first.passed + first.failed - second.failed),
    skipped: first.skipped,
    output: `${first.output}\nThe files with failures once more, by themselves:\n${second.output}`,
    secondTries: second.failedTests ? (first.failedTests?.filter(passedIn(second)) ?? []) : [],
  };
}

/** A file that breaks as a whole is named, and none of its tests. */
function passedIn({ failedTests }) {
  return (name) => !failedTests.some((one) => name === one || name.startsWith(`${one} › `));
}

async function runSuite(step, more, options) {
  if (step.counts) rmSync(step.counts.file, { force: true });
  const { code, output } = await runProcess([...step.args, ...more], options);
  return step.counts ? countTests(step, code, output) : countCheck(code, output);
}

function countCheck(code, output) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output };
}

function countTests(step, code, output) {
  const counts = readCounts(step.counts) ?? { passed: 0, failed: 0, skipped: 0 };
  if (counts.failed > 0) return { ...counts, output };
  if (code !== 0) {
    const ending = `\nThe runner itself failed with exit code ${code}.\n`;
    return { ...counts, failed: 1, output: output + ending };
  }
  if (counts.passed === 0) return { ...counts, failed: 1, output: `${output}No test ran.\n` };
  return { ...counts, output };
}

function readCounts({ file, read }) {
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  // A reporter that was killed leaves an empty file.
  return text === '' ? undefined : read(JSON.parse(text));
}

/** Runs the pinned Node; an abort of `signal`, or a long silence, ends it and all it started. */
async function runProcess(args, { signal, environment }) {
  const child = spawn(pinnedNode(), args, {
    cwd: root,
    // Most test files are a process of their own, and load the same modules.
    env: { ...sourceEnvironment(environment), NODE_COMPILE_CACHE: compiled },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that browsers and servers it started can be ended with it.
    detached: process.platform !== 'win32',
  });
  const chunks = [];
  const silence = setTimeout(() => {
    chunks.push(`\nNothing was heard for ${longestSilence / 1000} s; these were still running:\n`);
    chunks.push(processesOf(child.pid));
    endGroup(child.pid, 'SIGKILL');
  }, longestSilence);
  const hear = (chunk) => {
    chunks.push(chunk);
    silence.refresh();
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  const stop = () => endGroup(child.pid, 'SIGTERM');
  signal.addEventListener('abort', stop);
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (exitCode) => {
        // Whatever the step left behind would hold its output open for ever.
        endGroup(child.pid, 'SIGKILL');
        child.once('close', () => resolve(exitCode ?? 1));
      });
    });
    return { code, output: chunks.join('') };
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', stop);
  }
}

/** The commands of a process group, for naming the test file that hangs; empty where there is no `ps`. */
function processesOf(group) {
  const list = spawnSync('ps', ['-e', '-o', 'pgid=,args='], { encoding: 'utf8' }).stdout ?? '';
  const lines = list.split('\n').filter((line) => Number.parseInt(line, 10) === group);
  return `${lines.map((line) => line.trim().split(/\s+/).at(-1)).join('\n')}\n`;
}

function endGroup(pid, how) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, how);
  } catch (error) {
    // Nobody left to end; macOS says EPERM when only zombies are.
    if (error.code !== 'ESRCH' && error.code !== 'EPERM') throw error;
  }
}
