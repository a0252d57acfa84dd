/**
 * A reporter for node:test whose whole output is how many tests passed and failed, and which files have
 * a failed one, as JSON.
 */
export default async function* countUnit(events) {
  const failedFiles = new Set();
  for await (const { type, data } of events) {
    if (type === 'test:fail' && data.file) failedFiles.add(data.file);
    // The summary of the whole run is the one that names no file.
    if (type !== 'test:summary' || data.file !== undefined) continue;
    const { passed, failed, cancelled, skipped, todo } = data.counts;
    yield JSON.stringify({
      passed,
      failed: failed + cancelled,
      skipped: skipped + todo,
      failedFiles: [...failedFiles],
    });
  }
}
