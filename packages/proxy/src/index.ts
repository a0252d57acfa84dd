export { createProxy, type NexevoProxy } from './create-proxy.ts';
export { ProxyError, type ProxyErrorDetails, ProxyOptionError } from './errors.ts';
export type { IdentityOptions, LimitOptions, ProxyOptions } from './options.ts';
export type { OutboxStatus } from './store/outbox.ts';
export type { UpstreamConversations } from './upstream/outbox/module-state.ts';
export type { TimeoutOptions } from './upstream/upstream-options.ts';
