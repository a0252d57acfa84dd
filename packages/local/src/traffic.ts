import { EventEmitter } from 'node:events';
import type { RequestHandler, Response } from 'express';
import type { ChatRequest } from './chat/chat-request.ts';
import { newId } from './new-id.ts';

/** One request as it ended. Headers and the bodies of `/auth` are left out, so no key and no password is in it. */
export interface SeenRequest {
  method: string;
  /** After `/v1`, with its query. */
  path: string;
  /** As parsed; `undefined` without one, and under `/auth`. */
  body: unknown;
  /** 0 when the connection ended before an answer began. */
  status: number;
  traceId: string;
}

export interface LocalEvents {
  /** A request is over. */
  request: [SeenRequest];
  /** A chat completion began. */
  'chat-open': [{ generationId: string; request: ChatRequest }];
  /** Its connection is done with: completely answered, or left before that. */
  'chat-close': [{ generationId: string; isComplete: boolean }];
}

/** Names every request with a trace id and tells those who listen what goes by. */
export class Traffic extends EventEmitter<LocalEvents> {
  /** Middleware; first of all. */
  watch(log: (line: string) => void): RequestHandler {
    return (request, response, next) => {
      const startedAt = performance.now();
      const traceId = newId('trace');
      response.set('X-Trace-ID', traceId);
      const { method, url: path } = request;
      response.once('close', () => {
        const status = response.headersSent ? response.statusCode : 0;
        const ms = Math.round(performance.now() - startedAt);
        log(`${method} ${path} ${status || 'closed'} ${ms} ms ${traceId}`);
        // Routes are found whatever the case of their letters.
        const body = /^\/auth\//i.test(path) ? undefined : request.body;
        this.emit('request', { method, path, body, status, traceId });
      });
      next();
    };
  }

  chatOpened(response: Response, chat: { generationId: string; request: ChatRequest }): void {
    const { generationId } = chat;
    this.emit('chat-open', chat);
    response.once('close', () => {
      this.emit('chat-close', { generationId, isComplete: response.writableFinished });
    });
  }
}
