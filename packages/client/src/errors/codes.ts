/** Every code of the client's own, and the name of the class it comes with. `docs/errors.md` has an entry for each. */
export const clientErrorCodes = {
  invalid_option: 'NexevoError',
  invalid_argument: 'InvalidRequestError',
  client_closed: 'ConnectionError',
  invalid_request: 'InvalidRequestError',
  invalid_api_key: 'AuthenticationError',
  insufficient_balance: 'InsufficientBalanceError',
  permission_denied: 'PermissionError',
  not_found: 'NotFoundError',
  conflict: 'ConflictError',
  rate_limit_exceeded: 'RateLimitError',
  upstream_error: 'UpstreamError',
  connection_failed: 'ConnectionError',
  connection_lost: 'ConnectionError',
  timeout: 'TimeoutError',
  idle_timeout: 'TimeoutError',
  redirect_refused: 'InvalidResponseError',
  unexpected_content: 'InvalidResponseError',
  unexpected_shape: 'InvalidResponseError',
  invalid_http: 'InvalidResponseError',
  invalid_json: 'InvalidResponseError',
  response_too_large: 'InvalidResponseError',
  stream_interrupted: 'StreamInterruptedError',
  invalid_signature: 'WebhookSignatureError',
} as const satisfies Record<string, string>;

export type ClientErrorCode = keyof typeof clientErrorCodes;

/** The codes that come with a class. */
export type CodeOf<ClassName extends (typeof clientErrorCodes)[ClientErrorCode]> = {
  [Code in ClientErrorCode]: (typeof clientErrorCodes)[Code] extends ClassName ? Code : never;
}[ClientErrorCode];
