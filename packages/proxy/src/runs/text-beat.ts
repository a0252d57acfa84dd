import { Beat } from './beat.ts';

/**
 * Text goes out at once after a silence, and in a torrent 25 times a second: more than a page draws costs only writes.
 * While over a hundred replies stream, it is 10 times: a write for each is most of what they cost.
 */
export const textBeat = new Beat(40, { size: 100, ms: 100 });
