/** A crowd from one address: what limits do is tested where they are, here they would only slow the attack down. */
export const noLimits = {
  NEXEVO_REQUESTS_PER_MINUTE: '1000000',
  NEXEVO_SESSIONS_PER_MINUTE: '1000000',
  NEXEVO_VISITOR_REQUESTS_PER_MINUTE: '1000000',
  NEXEVO_RUNS_PER_VISITOR: '1000',
  NEXEVO_RUNS_PER_ADDRESS: '100000',
  NEXEVO_TOKENS_PER_VISITOR_DAY: 'none',
  NEXEVO_UPSTREAM_PER_MINUTE: '1000000',
  NEXEVO_QUEUE_LENGTH: '100000',
};
