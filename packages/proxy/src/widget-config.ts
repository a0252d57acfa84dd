import { createHash } from 'node:crypto';
import { maxCommentLength, maxContextBytes, type WidgetConfig } from '@nexevo/protocol';
import type { ResolvedOptions } from './options.ts';

/** What the component is told of the operator's choices, under a version that changes with them. */
export function widgetConfig(options: ResolvedOptions): WidgetConfig {
  const config = {
    max_message_length: options.messageLength,
    max_comment_length: maxCommentLength,
    context_keys: options.contextKeys,
    max_context_bytes: maxContextBytes,
    show_usage: options.showUsage,
    feedback_tags: options.feedbackTags,
  };
  const digest = createHash('sha256').update(JSON.stringify(config)).digest('hex');
  return { version: digest.slice(0, 12), ...config };
}
