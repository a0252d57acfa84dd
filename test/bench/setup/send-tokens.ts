import type { Response } from 'express';
import { tokenLength } from '../fixtures/answer.ts';

const tickMs = 2;

/** What goes over the wire for one token, and around all of them. */
export interface TokenFormat {
  first?: string;
  token(text: string, index: number): string;
  last?(count: number): string;
}

const plain: TokenFormat = { token: (text) => `data: ${JSON.stringify({ text })}\n\n` };

/** One event a token, each when the clock says it is due. */
export function sendTokens(
  response: Response,
  text: string,
  rate: number,
  format: TokenFormat = plain,
): void {
  response.type('text/event-stream').flushHeaders();
  if (format.first) response.write(format.first);
  const tokens = Math.ceil(text.length / tokenLength);
  const started = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.min(tokens, Math.floor(((performance.now() - started) * rate) / 1000));
    for (; sent < due; sent++) {
      const token = text.slice(sent * tokenLength, (sent + 1) * tokenLength);
      response.write(format.token(token, sent));
    }
    if (sent === tokens) {
      clearInterval(timer);
      response.end(format.last?.(sent));
    }
  }, tickMs);
  response.on('close', () => clearInterval(timer));
}
