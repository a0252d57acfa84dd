import { mkdirSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { ensureInstalled, SetupError } from '../demo/setup.mjs';
import { ensureBrowser } from './setup/browser.mjs';
import { runStep } from './setup/run-step.mjs';
import { chooseSteps, resultsFolder, steps } from './setup/steps.mjs';

const help = `npm test                        everything
npm run check                   the fast steps: ${names((step) => step.fast)}
npm test -- --only unit         one step and what it needs; several with commas
npm test -- --verbose           show the output of steps that passed, too

Steps: ${names(() => true)}.
The last line is "N passed, N failed"; a step without tests of its own counts as one.
CHROME_PATH chooses the browser. Traces of failed journeys are kept in test/.results.
`;

/** Everything the command prints but the progress of the set-up, which goes to stderr. */
const print = (text) => process.stdout.write(text);

try {
  const options = readArguments(process.argv.slice(2));
  if (options.help) print(help);
  else await runAll(chooseSteps(options), options);
} catch (error) {
  if (!(error instanceof SetupError || error instanceof RangeError)) throw error;
  process.stderr.write(error instanceof SetupError ? error.report() : `${error.message}\n`);
  process.exitCode = process.exitCode || 1;
}

async function runAll(chosen, { verbose }) {
  await ensureInstalled();
  const environment = { ...process.env };
  if (chosen.some((step) => step.browser)) environment.CHROME_PATH = await ensureBrowser();
  mkdirSync(resultsFolder, { recursive: true });

  const interrupted = new AbortController();
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ]) {
    process.once(signal, () => {
      process.exitCode = code;
      interrupted.abort();
    });
  }
  const total = { passed: 0, failed: 0 };
  const secondTries = [];
  const run = async (step) => {
    const started = performance.now();
    const result = await runStep(step, { environment, signal: interrupted.signal });
    return { step, result, seconds: ((performance.now() - started) / 1000).toFixed(1) };
  };
  for (const group of besideEachOther(chosen)) {
    print(`${group.map(({ title }) => title).join(', ')} … `);
    if (group.length > 1) print('\n');
    for (const { step, result, seconds } of await Promise.all(group.map(run))) {
      if (group.length > 1) print(`  ${step.title}: `);
      print(`${describe(step, result)} (${seconds} s)\n`);
      if (result.failed > 0 || result.secondTries.length > 0 || verbose)
        print(`${readable(result.output)}\n\n`);
      total.passed += result.passed;
      total.failed += result.failed;
      secondTries.push(...result.secondTries);
    }
    if (interrupted.signal.aborted) return;
  }
  if (total.failed > 0) process.exitCode = 1;
  if (secondTries.length > 0)
    print(`Passed only when run again:\n${secondTries.map((name) => `  ${name}\n`).join('')}`);
  print(`${total.passed} passed, ${total.failed} failed\n`);
}

/** The steps in order, those that run at the same time together. */
function besideEachOther(chosen) {
  const groups = [];
  for (const step of chosen) {
    if (step.beside && groups.at(-1)?.some(({ name }) => name === step.beside))
      groups.at(-1).push(step);
    else groups.push([step]);
  }
  return groups;
}

/** Some tools colour their output even where nobody sees colours. */
function readable(output) {
  return (process.stdout.isTTY ? output : stripVTControlCharacters(output)).trimEnd();
}

function describe(step, { passed, failed, skipped, secondTries }) {
  if (!step.counts) return failed === 0 ? 'ok' : 'FAILED';
  const parts = [`${passed} passed`];
  if (failed > 0) parts.push(`${failed} FAILED`);
  if (skipped > 0) parts.push(`${skipped} skipped`);
  if (secondTries.length > 0) parts.push(`${secondTries.length} of them run twice`);
  return parts.join(', ');
}

function readArguments(args) {
  const options = { fast: false, verbose: false, help: false, only: [] };
  const rest = args.flatMap((argument) => argument.split('=', 2));
  while (rest.length > 0) {
    const flag = rest.shift();
    if (flag === '--only') options.only.push(...(rest.shift() ?? '').split(','));
    else if (flag === '--fast') options.fast = true;
    else if (flag === '--verbose') options.verbose = true;
    else if (flag === '--help' || flag === '-h') options.help = true;
    else throw new RangeError(`There is no option "${flag}"; see npm test -- --help.`);
  }
  return options;
}

function names(filter) {
  return steps
    .filter(filter)
    .map((step) => step.name)
    .join(', ');
}
