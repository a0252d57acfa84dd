export { createProxy, type NexevoProxy } from './create-proxy.ts';
export { ProxyError, type ProxyErrorDetails, ProxyOptionError } from './errors.ts';
export type { Identify } from './identity/identify-request.ts';
export type { IdentifiedVisitor, IdentityOptions } from './identity/identity-options.ts';
export type { LimitOptions, QueueOptions } from './limit-options.ts';
export type { ProxyOptions } from './options.ts';
export type { OutboxStatus } from './store/outbox.ts';
export type { UpstreamConversations } from './upstream/outbox/module-state.ts';
export type { TimeoutOptions } from './upstream/upstream-options.ts';
