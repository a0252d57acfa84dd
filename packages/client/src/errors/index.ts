export { type ClientErrorCode, clientErrorCodes } from './codes.ts';
export { NexevoError, type NexevoErrorDetails } from './nexevo-error.ts';
export {
  AuthenticationError,
  ConflictError,
  InsufficientBalanceError,
  InvalidRequestError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  UpstreamError,
} from './status-errors.ts';
export {
  ConnectionError,
  InvalidResponseError,
  StreamInterruptedError,
  TimeoutError,
  WebhookSignatureError,
} from './transport-errors.ts';
