/** Whether the `hostname` of a `URL` is this machine. `URL` has already brought every spelling of an IPv4 address to four decimals. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
