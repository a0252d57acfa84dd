import {
  createConversationRequest,
  feedback,
  messageRequest,
  regenerateRequest,
  sessionRequest,
  updateConversationRequest,
} from '@nexevo/protocol';
import type { z } from 'zod';

/** The schema of each route that takes a body. */
export const bodies: Record<string, z.ZodType> = {
  'POST /session': sessionRequest,
  'POST /conversations': createConversationRequest,
  'PATCH /conversations/{id}': updateConversationRequest,
  'POST /messages': messageRequest,
  'POST /messages/{id}/regenerate': regenerateRequest,
  'PUT /messages/{id}/feedback': feedback,
};
