/** A reporter for node:test whose whole output is how many tests passed and failed, as JSON. */
export default async function* countUnit(events) {
  for await (const { type, data } of events) {
    // The summary of the whole run is the one that names no file.
    if (type !== 'test:summary' || data.file !== undefined) continue;
    const { passed, failed, cancelled, skipped, todo } = data.counts;
    yield JSON.stringify({ passed, failed: failed + cancelled, skipped: skipped + todo });
  }
}
