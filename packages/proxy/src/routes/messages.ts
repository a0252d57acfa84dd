import { hash } from 'node:crypto';
import { isBlank, messageRequest, regenerateRequest } from '@nexevo/protocol';
import { type Response, Router } from 'express';
import { notFound, ProxyError } from '../errors.ts';
import { callerOf } from '../middleware/caller.ts';
import { pathId } from '../middleware/path-id.ts';
import { validate } from '../middleware/validate.ts';
import type { ResolvedOptions } from '../options.ts';
import { canonical, checkContext, sameContext, withContext } from '../page-context.ts';
import { readRun } from '../runs/read-run.ts';
import type { RunAdmission } from '../runs/run-admission.ts';
import type { RunRegistry } from '../runs/run-registry.ts';
import type { Question, RunStarter } from '../runs/run-starter.ts';
import { sendEvents } from '../runs/send-events.ts';
import type { StartResult, Store } from '../store/store.ts';
import { titleFor } from '../title.ts';
import type { Outbox } from '../upstream/outbox/outbox.ts';

/** `POST /messages` and `POST /messages/:id/regenerate`: each starts a run, or attaches to the one it started before. */
export function messageRoutes({
  store,
  registry,
  starter,
  outbox,
  admission,
  options: { messageLength, contextKeys, leaseMs },
}: {
  store: Store;
  registry: RunRegistry;
  starter: RunStarter;
  outbox: Outbox;
  admission: RunAdmission;
  options: Pick<ResolvedOptions, 'messageLength' | 'contextKeys' | 'leaseMs'>;
}): Router {
  const router = Router();

  router.post('/messages', async (request, response) => {
    const body = validate(messageRequest, request.body);
    const { text } = body;
    const length = [...text].length;
    if (length > messageLength) {
      throw new ProxyError(
        'message_too_long',
        `The message has ${length} characters; at most ${messageLength} are allowed.`,
      );
    }
    if (isBlank(text)) throw new ProxyError('invalid_request', 'text: must not be blank.');
    const { conversation_id: conversationId, parent_id: parentId, context } = body;
    // As it was sent: the schema drops the key `__proto__` without a word.
    if (context) checkContext(request.body.context, contextKeys);
    const caller = callerOf(request, response);
    const clientId = body.client_message_id;
    const hasHistory = conversationId !== undefined;
    const told = sameContext(context, undefined) ? [] : [canonical(context)];
    const order = { caller, clientId, text: withContext(text, context), hasHistory };
    const at = {
      clientMessageId: clientId,
      ...(conversationId && { conversationId }),
      ...(parentId !== undefined && { parentId }),
    };
    const accept = () =>
      store.acceptMessage({
        visitor: caller.visitor,
        fingerprint: fingerprint(text, conversationId, parentId, ...told),
        text,
        title: titleFor(text),
        leaseUntil: Date.now() + leaseMs,
        ...at,
        ...(context && { context }),
      });
    const question: Question = { at, spoken: { role: 'user', text, ...(context && { context }) } };
    const result = await admission.begin(order, (permit, isNew) =>
      starter.start(permit, accept, isNew ? question : undefined),
    );
    if (result.kind === 'started') outbox.wake();
    await follow(response, result);
  });

  router.post('/messages/:id/regenerate', async (request, response) => {
    const { client_run_id: clientRunId, mode } = validate(regenerateRequest, request.body);
    const messageId = pathId(request);
    const caller = callerOf(request, response);
    // A reply that goes on is sent along in full, as if it were asked.
    const begun = mode === 'continue' && (await store.getMessage(caller.visitor, messageId));
    const order = {
      caller,
      clientId: clientRunId,
      hasHistory: true,
      ...(begun && { text: begun.message.text }),
    };
    const accept = () =>
      store.regenerate({
        visitor: caller.visitor,
        clientRunId,
        fingerprint: fingerprint('regenerate', messageId, mode === 'continue' ? mode : undefined),
        messageId,
        mode,
        leaseUntil: Date.now() + leaseMs,
      });
    const result = await admission.begin(order, (permit) => starter.start(permit, accept));
    await follow(response, result);
  });

  async function follow(response: Response, result: StartResult): Promise<void> {
    if (result.kind === 'busy') {
      throw new ProxyError('conversation_busy', 'A reply is still being written here.', {
        runId: result.runId,
      });
    }
    if (result.kind === 'not_found') throw notFound();
    if (result.kind === 'not_a_reply') {
      throw new ProxyError('invalid_request', 'parent_id: must name a reply.');
    }
    if (result.kind === 'conflict') {
      throw new ProxyError(
        'idempotency_conflict',
        'This client id was used before with another body: use a new one.',
      );
    }
    if (result.kind === 'not_retryable') {
      throw new ProxyError(
        'not_retryable',
        'Only a reply can be asked for again, and only one that broke off, with some text, be continued.',
      );
    }
    await sendEvents(response, (signal) =>
      readRun(result.run, { after: 0, started: result, registry, store, signal }),
    );
  }

  return router;
}

/** Kept with each run: another shape would make a conflict of what is sent again across an upgrade. */
function fingerprint(...asked: (string | null | undefined)[]): string {
  return hash('sha256', JSON.stringify(asked), 'base64url');
}
