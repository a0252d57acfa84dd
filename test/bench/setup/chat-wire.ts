import type { Message, RunEventData, RunEventName, SessionResponse } from '@nexevo/protocol';
import { Router } from 'express';
import { sendTokens } from './send-tokens.ts';

const at = new Date().toISOString();
const shared = { conversation_id: 'conversation', created_at: at };
const question: Message = {
  ...shared,
  id: 'question',
  parent_id: null,
  role: 'user',
  text: 'Go on',
  status: 'complete',
};

/** The proxy's wire, as far as one answer needs it, at the pace of everybody else's tokens. */
export function chatWire(texts: ReadonlyMap<string, string>): Router {
  const router = Router({ mergeParams: true });
  router.post('/at/:rate/session', (_request, response) => {
    response.json({
      token: 'of-the-benchmark',
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
      expires_in: 3600,
      visitor: { id: 'visitor', kind: 'anonymous', operator: false },
      config: {
        version: 'of-the-benchmark',
        max_message_length: 8000,
        max_comment_length: 2000,
        context_keys: [],
        max_context_bytes: 2000,
        show_usage: false,
        feedback_tags: { positive: [], negative: [] },
      },
    } satisfies SessionResponse);
  });
  router.post('/at/:rate/messages', ({ params }, response) => {
    const { name, rate } = params as typeof params & { name: string };
    const text = texts.get(name)!;
    sendTokens(response, text, Number(rate), {
      first: event('accepted', 1, {
        run_id: 'run',
        conversation: {
          id: 'conversation',
          title: 'Go on',
          pinned: false,
          created_at: at,
          updated_at: at,
          active_message_id: 'reply',
        },
        message: question,
        reply: reply(''),
      }),
      token: (piece, index) => event('delta', index + 2, { text: piece }),
      last: (count) => event('done', count + 2, { message: reply(text), finish_reason: 'stop' }),
    });
  });
  return router;
}

function reply(text: string): Message {
  const status = text ? 'complete' : 'running';
  return { ...shared, id: 'reply', parent_id: 'question', role: 'assistant', text, status };
}

function event<Name extends RunEventName>(
  name: Name,
  id: number,
  data: RunEventData[Name],
): string {
  return `event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}
