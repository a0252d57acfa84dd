import type { Socket } from 'node:net';
import { buildConnector } from 'undici';

/** Whoever got more than this at once, in bytes, gets on with it. */
const much = 16 * 1024;

/**
 * Makes connections that are read again only when `pace` says so. What arrives meanwhile waits in the kernel, and one read
 * takes all of it: else each small piece of a stream costs a turn, a read and a parse.
 */
export function pacedConnector(pace: ReadPace): buildConnector.connector {
  const connect = buildConnector(options);
  return (target, callback) =>
    connect(target, (...outcome) => {
      if (outcome[1]) slow(outcome[1], pace);
      callback(...outcome);
    });
}

/** When the next read may be; `undefined` for at once. */
export type ReadPace = () => Promise<void> | undefined;

/** A socket stops by itself once more is there than its mark, and reads again when that was taken: the first byte is more. */
const options = { allowH2: false, highWaterMark: 1 } as buildConnector.BuildOptions;

function slow(socket: Socket, pace: ReadPace): void {
  const read = socket._read.bind(socket);
  let seen = socket.bytesRead;
  socket._read = (size) => {
    const came = socket.bytesRead - seen;
    seen += came;
    const wait = came > 0 && came < much ? pace() : undefined;
    if (!wait) return read(size);
    const readOn = () => {
      if (!socket.destroyed) read(size);
    };
    void wait.then(readOn, readOn);
  };
}
