import { writeFileSync } from 'node:fs';

/** A reporter for @web/test-runner that writes how many tests passed and failed, and where; a file that broke counts as one failed. */
export function countBrowser(file) {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0, skipped: 0, failedFiles: [] };
      for (const session of sessions) {
        const failedBefore = counts.failed;
        if (session.testResults) add(session.testResults, counts);
        const broke = session.passed === false || session.errors.length > 0;
        if (broke && counts.failed === failedBefore) counts.failed += 1;
        if (counts.failed > failedBefore) counts.failedFiles.push(session.testFile);
      }
      // Synchronous, for the runner exits without waiting for its reporters.
      writeFileSync(file, JSON.stringify(counts));
    },
  };
}

function add(suite, counts) {
  for (const test of suite.tests) {
    counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
  }
  for (const inner of suite.suites) add(inner, counts);
}
