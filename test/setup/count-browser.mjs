import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../demo/setup.mjs';

/** A reporter for @web/test-runner that writes how many tests passed and failed, and which; a file that broke counts as one failed. */
export function countBrowser(file) {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0, skipped: 0, failedFiles: [], failedTests: [] };
      for (const session of sessions) {
        const failedBefore = counts.failed;
        const place = path.relative(root, session.testFile);
        if (session.testResults) add(session.testResults, counts, place);
        const broke = session.passed === false || session.errors.length > 0;
        if (broke && counts.failed === failedBefore) {
          counts.failed += 1;
          counts.failedTests.push(place);
        }
        if (counts.failed > failedBefore) counts.failedFiles.push(session.testFile);
      }
      mkdirSync(path.dirname(file), { recursive: true });
      // Synchronous, for the runner exits without waiting for its reporters.
      writeFileSync(file, JSON.stringify(counts));
    },
  };
}

function add(suite, counts, place) {
  for (const test of suite.tests) {
    const outcome = test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed';
    counts[outcome] += 1;
    if (outcome === 'failed') counts.failedTests.push(`${place} › ${test.name}`);
  }
  for (const inner of suite.suites) add(inner, counts, `${place} › ${inner.name}`);
}
