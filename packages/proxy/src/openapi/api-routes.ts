import {
  type ErrorCode,
  getConversationQuery,
  listConversationsQuery,
  usageQuery,
} from '@nexevo/protocol';
import type { z } from 'zod';

/** What a route answers with when all is well. */
export interface ApiAnswer {
  status: 200 | 201 | 204;
  /** A name in `schemas.ts`; without one, and without `type`, there is no body. */
  schema?: string;
  /** @default 'application/json' */
  type?: 'text/event-stream' | 'text/javascript' | 'application/json';
}

/** One route as the document describes it. */
export interface ApiRoute {
  summary: string;
  audience: 'everybody' | 'visitor' | 'operator';
  query?: z.ZodObject;
  headers?: Record<string, string>;
  /** A name in `schemas.ts`. */
  body?: string;
  answer: ApiAnswer;
  /** Its own refusals, beside those that every route has. */
  errors?: ErrorCode[];
}

const json = (schema: string, status: 200 | 201 = 200): ApiAnswer => ({ status, schema });
const nothing: ApiAnswer = { status: 204 };
const events: ApiAnswer = { status: 200, type: 'text/event-stream' };
const upstream: ErrorCode[] = [
  'upstream_auth',
  'upstream_invalid',
  'upstream_model',
  'upstream_error',
  'upstream_unreachable',
  'upstream_balance',
  'upstream_busy',
  'queue_full',
  'queue_timeout',
];
/** Why no reply begins. What happens to one that has begun comes as an event. */
const admission: ErrorCode[] = [
  'conversation_busy',
  'idempotency_conflict',
  'too_many_runs',
  'daily_limit_reached',
  'monthly_limit_reached',
  'queue_full',
];

/** Every route of the visitors' router, by method and path. A test holds it against the router itself. */
export const apiRoutes: Record<string, ApiRoute> = {
  'POST /session': {
    summary: 'A session: new, renewed, or of a visitor whom the site vouches for.',
    audience: 'everybody',
    body: 'SessionRequest',
    answer: json('Session'),
    errors: ['identity_required', 'identity_invalid', 'identity_unavailable'],
  },
  'GET /conversations': {
    summary: 'The visitor’s conversations, pinned first, then the latest.',
    audience: 'visitor',
    query: listConversationsQuery,
    answer: json('ConversationList'),
  },
  'POST /conversations': {
    summary: 'An empty conversation. The first message makes one by itself.',
    audience: 'visitor',
    body: 'CreateConversationRequest',
    answer: json('Conversation', 201),
  },
  'GET /conversations/{id}': {
    summary: 'A conversation with the latest messages of its active branch.',
    audience: 'visitor',
    query: getConversationQuery,
    answer: json('ConversationDetail'),
    errors: ['not_found'],
  },
  'PATCH /conversations/{id}': {
    summary: 'Another title, pin, or branch to show.',
    audience: 'visitor',
    body: 'UpdateConversationRequest',
    answer: json('Conversation'),
    errors: ['not_found'],
  },
  'DELETE /conversations/{id}': {
    summary: 'Gone at once; for ten seconds it can be restored.',
    audience: 'visitor',
    answer: nothing,
    errors: ['not_found'],
  },
  'POST /conversations/{id}/restore': {
    summary: 'Brings a conversation back that was deleted less than ten seconds ago.',
    audience: 'visitor',
    answer: json('Conversation'),
    errors: ['not_found'],
  },
  'POST /messages': {
    summary:
      'Sends a message and follows its reply. The same client id and body attach to the same reply.',
    audience: 'visitor',
    body: 'MessageRequest',
    answer: events,
    errors: ['not_found', 'message_too_long', 'context_refused', ...admission],
  },
  'POST /messages/{id}/regenerate': {
    summary: 'Another reply to the question that this reply answers.',
    audience: 'visitor',
    body: 'RegenerateRequest',
    answer: events,
    errors: ['not_found', 'not_retryable', ...admission],
  },
  'PUT /messages/{id}/feedback': {
    summary: 'A vote on a reply; the latest wins.',
    audience: 'visitor',
    body: 'Feedback',
    answer: json('Message'),
    errors: ['not_found', 'feedback_unavailable'],
  },
  'GET /runs/{id}/events': {
    summary: 'Follows a reply from any point on, also after a reload or in a second tab.',
    audience: 'visitor',
    headers: { 'Last-Event-ID': 'The last event that was read; without it, from the start.' },
    answer: events,
    errors: ['not_found'],
  },
  'POST /runs/{id}/stop': {
    summary: 'Ends a reply; what has arrived is kept. The id may be the client’s own.',
    audience: 'visitor',
    answer: json('StopResponse'),
    errors: ['not_found'],
  },
  'GET /visitor/export': {
    summary: 'Everything that is held on the asking visitor, streamed.',
    audience: 'visitor',
    answer: json('VisitorExport'),
  },
  'DELETE /visitor': {
    summary: 'Erases everything that is held on the asking visitor and ends the session.',
    audience: 'visitor',
    answer: nothing,
  },
  'GET /usage': {
    summary:
      'Balance, usage, plan and upgrade hint of the site’s key; a part that fails is null. Cached for a minute.',
    audience: 'operator',
    query: usageQuery,
    answer: json('Usage'),
    errors: upstream,
  },
  'POST /checkout': {
    summary:
      'Where to pay a top-up. The same idempotency key with the same amount is the same checkout.',
    audience: 'operator',
    body: 'CheckoutRequest',
    answer: json('Checkout'),
    errors: ['checkout_refused', 'idempotency_conflict', ...upstream],
  },
  'GET /feedback/summary': {
    summary: 'How visitors voted; cached for a minute.',
    audience: 'operator',
    query: usageQuery,
    answer: json('FeedbackSummary'),
    errors: upstream,
  },
  'GET /doctor/events': {
    summary:
      'Four pings a quarter of a second apart, by which "nexevo-proxy doctor" finds what buffers.',
    audience: 'operator',
    answer: events,
  },
  'GET /openapi.json': {
    summary: 'This document.',
    audience: 'everybody',
    answer: { status: 200, type: 'application/json' },
  },
  'GET /nexevo-chat.js': {
    summary: 'The component, for a script tag.',
    audience: 'everybody',
    answer: { status: 200, type: 'text/javascript' },
    errors: ['not_found', 'precondition_failed', 'range_not_satisfiable'],
  },
  'GET /assets/{file}': {
    summary: 'Its chunks, loaded by the component.',
    audience: 'everybody',
    answer: { status: 200, type: 'text/javascript' },
    errors: ['not_found', 'precondition_failed', 'range_not_satisfiable'],
  },
};
