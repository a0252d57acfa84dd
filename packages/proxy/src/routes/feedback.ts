import { feedback } from '@nexevo/protocol';
import { Router } from 'express';
import { notFound, ProxyError } from '../errors.ts';
import { pathId } from '../middleware/path-id.ts';
import { visitorOf } from '../middleware/require-visitor.ts';
import { validate } from '../middleware/validate.ts';
import type { Store } from '../store/store.ts';
import type { Outbox } from '../upstream/outbox/outbox.ts';

/** `PUT /messages/:id/feedback`: kept here, and told to the gateway once the reply has a generation id. */
export function feedbackRoutes({ store, outbox }: { store: Store; outbox: Outbox }): Router {
  return Router().put('/messages/:id/feedback', async (request, response) => {
    const opinion = validate(feedback, request.body);
    const { key: visitor } = visitorOf(response);
    const rated = await store.setFeedback(visitor, pathId(request), opinion);
    if (!rated) throw notFound();
    if (!rated.message.feedback) {
      throw new ProxyError('feedback_unavailable', 'Only a reply of the AI can be rated.');
    }
    outbox.wake();
    response.json(rated.message);
  });
}
