/** Whether a URL is on this machine, by its name alone: what a name resolves to can change between the check and the call. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}
