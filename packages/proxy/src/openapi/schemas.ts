import * as protocol from '@nexevo/protocol';
import { z } from 'zod';

/** The protocol's schemas by the names they have in the document. */
export const schemas = {
  SessionRequest: protocol.sessionRequest,
  Session: protocol.sessionResponse,
  WidgetConfig: protocol.widgetConfig,
  Conversation: protocol.conversation,
  ConversationList: protocol.conversationList,
  ConversationDetail: protocol.conversationDetail,
  CreateConversationRequest: protocol.createConversationRequest,
  UpdateConversationRequest: protocol.updateConversationRequest,
  Message: protocol.message,
  MessageContext: protocol.messageContext,
  MessageRequest: protocol.messageRequest,
  RegenerateRequest: protocol.regenerateRequest,
  IncompleteReason: protocol.incompleteReason,
  Feedback: protocol.feedback,
  FeedbackSummary: protocol.feedbackSummary,
  StopResponse: protocol.stopResponse,
  TokenUsage: protocol.tokenUsage,
  Usage: protocol.usageResponse,
  UsageTotals: protocol.usageTotals,
  UsageDay: protocol.usageDay,
  UsagePeriod: protocol.usagePeriod,
  UsageBalance: protocol.usageBalance,
  UsagePlan: protocol.usagePlan,
  UsageUpgrade: protocol.usageUpgrade,
  BalanceOutlook: protocol.balanceOutlook,
  CheckoutRequest: protocol.checkoutRequest,
  Checkout: protocol.checkoutResponse,
  VisitorExport: protocol.visitorExport,
  ExportedConversation: protocol.exportedConversation,
  ExportedMessage: protocol.exportedMessage,
  Error: protocol.errorResponse,
  ErrorBody: protocol.errorBody,
  ...Object.fromEntries(
    Object.entries(protocol.runEvents).map(([name, schema]) => [eventSchemaName(name), schema]),
  ),
} satisfies Record<string, z.ZodType>;

export type SchemaName = Extract<keyof typeof schemas, string>;

/** `accepted` → `AcceptedEvent` */
export function eventSchemaName(event: string): string {
  return `${event[0]?.toUpperCase()}${event.slice(1)}Event`;
}

export function refTo(name: string): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** All of them as JSON Schema 2020-12, which is OpenAPI 3.1's own dialect. */
export function toComponents(): Record<string, object> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  // Their `input` side stays open to fields that a later version may add.
  const { schemas: made } = z.toJSONSchema(registry, { uri: (id) => refTo(id).$ref, io: 'input' });
  return Object.fromEntries(
    Object.entries(made).map(([id, { $schema, $id, ...schema }]) => [id, schema]),
  );
}
