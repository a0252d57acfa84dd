import { feedback } from '@nexevo/protocol';
import { Router } from 'express';
import { notFound, ProxyError } from '../errors.ts';
import { pathId } from '../middleware/path-id.ts';
import { visitorOf } from '../middleware/require-visitor.ts';
import { validate } from '../middleware/validate.ts';
import type { Store } from '../store/store.ts';
import type { Journal } from '../upstream/journal.ts';

/** `PUT /messages/:id/feedback`: kept here, then sent to the gateway under the reply's generation id. */
export function feedbackRoutes({ store, journal }: { store: Store; journal: Journal }): Router {
  return Router().put('/messages/:id/feedback', async (request, response) => {
    const opinion = validate(feedback, request.body);
    const { key: visitor } = visitorOf(response);
    const rated = await store.setFeedback(visitor, pathId(request), opinion);
    if (!rated) throw notFound();
    if (!rated.generationId) {
      throw new ProxyError('feedback_unavailable', 'Only a reply of the AI can be rated.');
    }
    journal.submitFeedback({
      generation_id: rated.generationId,
      rating: opinion.rating,
      ...(opinion.comment && { comment: opinion.comment }),
      ...(opinion.tags?.length && { tags: opinion.tags }),
    });
    response.json(rated.message);
  });
}
