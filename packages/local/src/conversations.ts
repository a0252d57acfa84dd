import { Router } from 'express';
import { z } from 'zod';
import { accountOf } from './caller.ts';
import type { ConversationStore } from './conversation-store.ts';
import { ApiError } from './errors.ts';
import { validate } from './validate.ts';

const metadataBytes = 4096;
const roles = ['user', 'assistant', 'system', 'tool'] as const;

const details = z.object({
  title: z.string().max(500).nullish(),
  metadata: z.record(z.string(), z.unknown()).optional(),
});
const message = z.object({ role: z.unknown().optional(), content: z.string() });
const role = z.enum(roles);
const listQuery = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(20) });

/** `/conversations`: create, list, get, update, delete, append. Appending calls no model. */
export function conversationsRouter(store: ConversationStore): Router {
  const router = Router();

  router.post('/conversations', (request, response) => {
    const { title, metadata } = readDetails(request.body ?? {});
    const conversation = store.create(accountOf(response).id, title ?? null, metadata ?? {});
    response.status(201).json(conversation);
  });

  router.get('/conversations', (request, response) => {
    const { limit } = validate(listQuery, request.query);
    response.json({ conversations: store.list(accountOf(response).id, limit) });
  });

  router.get('/conversations/:id', (request, response) => {
    response.json(store.get({ account: accountOf(response).id, id: request.params.id }));
  });

  router.patch('/conversations/:id', (request, response) => {
    const change = readDetails(request.body);
    const owned = { account: accountOf(response).id, id: request.params.id };
    response.json(store.update(owned, change));
  });

  router.delete('/conversations/:id', (request, response) => {
    store.delete({ account: accountOf(response).id, id: request.params.id });
    response.status(204).end();
  });

  router.post('/conversations/:id/messages', (request, response) => {
    const { role, content } = readMessage(request.body);
    const owned = { account: accountOf(response).id, id: request.params.id };
    response.status(201).json(store.append(owned, role, content));
  });

  return router;
}

function readDetails(body: unknown) {
  const read = validate(details, body);
  const size = Buffer.byteLength(JSON.stringify(read.metadata ?? {}));
  if (size > metadataBytes)
    throw new ApiError(
      'metadata_too_large',
      `metadata: is ${size} bytes of JSON; at most ${metadataBytes} are kept.`,
    );
  return read;
}

function readMessage(body: unknown) {
  const read = validate(message, body);
  const known = role.safeParse(read.role);
  if (!known.success)
    throw new ApiError('invalid_role', `role: must be one of ${roles.join(', ')}.`);
  return { role: known.data, content: read.content };
}
