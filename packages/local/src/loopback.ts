/** Whether the `hostname` of a `URL` is this machine, by that alone: what a name resolves to can change between the check and the call. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}
