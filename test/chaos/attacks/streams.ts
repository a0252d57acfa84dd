import type { ServerResponse } from 'node:http';
import type { Script } from './scripted-gateway.ts';

/** Characters of one to four bytes, a joined emoji, a combining mark and text from right to left. */
export const text = 'Grüße, 世界! 👩‍💻 e\u0301 مرحبا ✅';

/** A short reply as the gateway would write it; `newline` ends its lines. */
export function streamOf(pieces: string[], newline = '\n'): string {
  const chunk = (delta: object, finish: string | null = null) =>
    JSON.stringify({ id: 'c', choices: [{ index: 0, delta, finish_reason: finish }] });
  const events = [
    chunk({ role: 'assistant', content: '' }),
    ...pieces.map((content) => chunk({ content })),
    chunk({}, 'stop'),
    '[DONE]',
  ];
  return events.map((event) => `data: ${event}${newline}${newline}`).join('');
}

export const pieces = [...text.match(/.{1,7}/gsu)!];
export const whole = Buffer.from(streamOf(pieces));

const headers = { 'Content-Type': 'text/event-stream', 'X-Nexevo-Generation-Id': 'gen_scripted' };

export function open(response: ServerResponse, more: Record<string, string> = {}): void {
  response.writeHead(200, { ...headers, ...more });
  response.flushHeaders();
}

/** Writes these bytes as an event stream and ends properly. */
export function sends(bytes: string | Uint8Array, more: Record<string, string> = {}): Script {
  return (response) => {
    open(response, more);
    response.end(bytes);
  };
}

/** The first `length` bytes, and then the connection is reset. */
export function resetsAfter(length: number): Script {
  return async (response) => {
    open(response);
    await write(response, whole.subarray(0, length));
    response.socket?.resetAndDestroy();
  };
}

/** Each byte in a packet of its own. */
export const bytewise: Script = async (response) => {
  response.socket?.setNoDelay(true);
  open(response);
  for (const byte of whole) {
    await write(response, Uint8Array.of(byte));
    await new Promise((resolve) => setImmediate(resolve));
  }
  response.end();
};

export function write(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed || bytes.length === 0) resolve();
    else response.write(bytes, () => resolve());
  });
}
