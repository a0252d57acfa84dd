export { createProxy, type NexevoProxy } from './create-proxy.ts';
export { ProxyError, type ProxyErrorDetails, ProxyOptionError } from './errors.ts';
export type { IdentityOptions, LimitOptions, ProxyOptions } from './options.ts';
