/** Shorter code is painted as a whole. */
const few = 60;
/** How many lines are painted beyond the edges, ahead of the next look. */
const margin = 15;

/** The first and the last line of a text that the window shows, or nearly shows. */
export function visibleLines(
  text: Text,
  starts: readonly number[],
): readonly [first: number, last: number] {
  const count = starts.length;
  if (count <= few) return [0, count];
  const range = new Range();
  const bottomOf = (line: number) => {
    const start = Math.min(starts[line]!, text.length - 1);
    range.setStart(text, start);
    range.setEnd(text, start + 1);
    return range.getBoundingClientRect().bottom;
  };
  return [
    findLine(count, (line) => bottomOf(line) >= 0) - margin,
    findLine(count, (line) => bottomOf(line) > innerHeight) + margin,
  ].map((line) => Math.max(0, line)) as [number, number];
}

/** The first of so many lines of which something is true, as of all behind it. */
function findLine(count: number, isBehind: (line: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBehind(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
