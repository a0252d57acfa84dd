import path from 'node:path';
import { root } from '../../demo/setup.mjs';

/** A reporter for node:test whose whole output is how many tests passed and failed, and which, as JSON. */
export default async function* countUnit(events) {
  const failedFiles = new Set();
  const failedTests = [];
  for await (const { type, data } of events) {
    if (type === 'test:fail' && data.file) {
      failedFiles.add(data.file);
      // A suite or a file that failed through its tests is none more.
      if (data.details.error.failureType !== 'subtestsFailed')
        failedTests.push(`${path.relative(root, data.file)} › ${data.name}`);
    }
    // The summary of the whole run is the one that names no file.
    if (type !== 'test:summary' || data.file !== undefined) continue;
    const { passed, failed, cancelled, skipped, todo } = data.counts;
    yield JSON.stringify({
      passed,
      failed: failed + cancelled,
      skipped: skipped + todo,
      failedFiles: [...failedFiles],
      failedTests,
    });
  }
}
