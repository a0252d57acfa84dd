import { connect } from 'node:net';

export interface RawAnswer {
  /** `undefined` when the connection was closed without one. */
  status: number | undefined;
  head: string;
  body: string;
}

/** Writes these bytes on a connection of their own; resolves with what came, at the latest after `limit` milliseconds. */
export function sendRaw(port: number, bytes: string, limit: number): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let answer = '';
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(read(answer));
    };
    const timer = setTimeout(finish, limit);
    socket.setEncoding('utf8');
    socket.on('data', (piece) => {
      answer += piece;
      // A stream goes on for as long as it likes: what it says first is enough.
      if (/^content-type: text\/event-stream/im.test(answer)) finish();
    });
    socket.on('error', finish).on('close', finish).on('end', finish);
    // What follows a request that is complete waits for the answer; what is no request has to end.
    socket.write(bytes);
  });
}

function read(all: string): RawAnswer {
  const answer = all.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
  const end = answer.indexOf('\r\n\r\n');
  const head = end < 0 ? answer : answer.slice(0, end);
  const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1];
  const body = end < 0 ? '' : answer.slice(end + 4);
  return { status: status === undefined ? undefined : Number(status), head, body };
}
