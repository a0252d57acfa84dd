import {
  type Conversation,
  type ConversationDetail,
  type ConversationList,
  createConversationRequest,
  getConversationQuery,
  listConversationsQuery,
  type Message,
  updateConversationRequest,
} from '@nexevo/protocol';
import { Router } from 'express';
import { notFound } from '../errors.ts';
import { pathId } from '../middleware/path-id.ts';
import { visitorOf } from '../middleware/require-visitor.ts';
import { validate, validateQuery } from '../middleware/validate.ts';
import type { Run } from '../runs/run.ts';
import type { RunRegistry } from '../runs/run-registry.ts';
import type { Store } from '../store/store.ts';

/** How long a deleted conversation can be restored. */
export const restoreMs = 10_000;

/** `/conversations`: list, create, read, change, delete, restore. */
export function conversationRoutes({
  store,
  registry,
}: {
  store: Store;
  registry: RunRegistry;
}): Router {
  const router = Router();

  router.get('/conversations', async (request, response) => {
    const { q, limit, cursor } = validateQuery(listConversationsQuery, request.query);
    const { key: visitor } = visitorOf(response);
    const gone = new AbortController();
    response.once('close', () => gone.abort('nobody waits any more'));
    const page = await store.listConversations({
      ...{ visitor, limit, signal: gone.signal },
      ...(cursor !== undefined && { cursor }),
      ...(q && { query: q }),
    });
    response.json({
      conversations: page.conversations,
      next_cursor: page.nextCursor,
    } satisfies ConversationList);
  });

  router.post('/conversations', async (request, response) => {
    const { title } = validate(createConversationRequest, request.body);
    const conversation = await store.createConversation(visitorOf(response).key, title ?? null);
    response.status(201).json(conversation satisfies Conversation);
  });

  router.get('/conversations/:id', async (request, response) => {
    const { limit, before } = validateQuery(getConversationQuery, request.query);
    const found = await store.readConversation(visitorOf(response).key, pathId(request), {
      limit,
      ...(before && { before }),
    });
    if (!found) throw notFound();
    const { conversation, messages, hasMore, run } = found;
    const live = run && registry.get(run.id);
    response.json({
      conversation,
      messages: live ? messages.map((message) => withLiveText(message, live)) : messages,
      has_more: hasMore,
      ...(run && {
        active_run: {
          id: run.id,
          message_id: run.messageId,
          last_event_id: live?.snapshotId ?? 0,
        },
      }),
    } satisfies ConversationDetail);
  });

  router.patch('/conversations/:id', async (request, response) => {
    const change = validate(updateConversationRequest, request.body);
    const conversation = await store.updateConversation(visitorOf(response).key, pathId(request), {
      ...(change.title !== undefined && { title: change.title }),
      ...(change.pinned !== undefined && { pinned: change.pinned }),
      ...(change.active_message_id && { activeMessageId: change.active_message_id }),
    });
    if (!conversation) throw notFound();
    response.json(conversation satisfies Conversation);
  });

  router.delete('/conversations/:id', async (request, response) => {
    const id = pathId(request);
    if (!(await store.deleteConversation(visitorOf(response).key, id))) throw notFound();
    registry.stopIn(id, 'stopped');
    response.status(204).end();
  });

  router.post('/conversations/:id/restore', async (request, response) => {
    const restored = await store.restoreConversation(
      visitorOf(response).key,
      pathId(request),
      Date.now() - restoreMs,
    );
    if (!restored) throw notFound();
    response.json(restored satisfies Conversation);
  });

  return router;
}

/** What is being written, as it is now: the store is behind it, and behind the event that a reader may follow it from. */
function withLiveText(message: Message, { stored, snapshot }: Run): Message {
  if (message.id !== stored.messageId) return message;
  const { text, reasoning, reasoning_ms } = snapshot;
  return { ...message, text, ...(reasoning && { reasoning, reasoning_ms }) };
}
