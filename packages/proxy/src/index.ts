export { createProxy, type NexevoProxy } from './create-proxy.ts';
export { ProxyError, type ProxyErrorDetails, ProxyOptionError } from './errors.ts';
export type { LimitOptions, QueueOptions } from './limit-options.ts';
export type { IdentityOptions, ProxyOptions } from './options.ts';
