/** Every error the API can answer with: its status and its `type`. The codes marked documented are the gateway's own. */
export const apiErrors = {
  invalid_json: { status: 400, type: 'invalid_request_error' },
  invalid_request: { status: 400, type: 'invalid_request_error' },
  invalid_reset_token: { status: 400, type: 'invalid_request_error' },
  /** Documented. */
  invalid_api_key: { status: 401, type: 'authentication_error' },
  invalid_credentials: { status: 401, type: 'authentication_error' },
  totp_required: { status: 401, type: 'authentication_error' },
  /** 401 at the login, 403 where it is known who asks. */
  invalid_totp_code: { status: 401, type: 'authentication_error' },
  /** Documented, with this type. */
  account_suspended: { status: 402, type: 'insufficient_balance' },
  origin_not_allowed: { status: 403, type: 'permission_error' },
  routing_policy_violation: { status: 403, type: 'permission_error' },
  wrong_password: { status: 403, type: 'permission_error' },
  role_required: { status: 403, type: 'permission_error' },
  not_found: { status: 404, type: 'not_found_error' },
  model_not_found: { status: 404, type: 'invalid_request_error' },
  conversation_not_found: { status: 404, type: 'not_found_error' },
  generation_not_found: { status: 404, type: 'not_found_error' },
  key_not_found: { status: 404, type: 'not_found_error' },
  organization_not_found: { status: 404, type: 'not_found_error' },
  member_not_found: { status: 404, type: 'not_found_error' },
  idempotency_conflict: { status: 409, type: 'conflict_error' },
  email_taken: { status: 409, type: 'conflict_error' },
  two_fa_already_enabled: { status: 409, type: 'conflict_error' },
  two_fa_not_pending: { status: 409, type: 'conflict_error' },
  two_fa_not_enabled: { status: 409, type: 'conflict_error' },
  already_member: { status: 409, type: 'conflict_error' },
  member_not_active: { status: 409, type: 'conflict_error' },
  last_owner: { status: 409, type: 'conflict_error' },
  payload_too_large: { status: 413, type: 'invalid_request_error' },
  unsupported_media_type: { status: 415, type: 'invalid_request_error' },
  validation_error: { status: 422, type: 'invalid_request_error' },
  invalid_role: { status: 422, type: 'invalid_request_error' },
  metadata_too_large: { status: 422, type: 'invalid_request_error' },
  /** Documented. */
  rate_limit_exceeded: { status: 429, type: 'rate_limit_error' },
  /** Documented. */
  tenant_monthly_quota_exceeded: { status: 429, type: 'rate_limit_error' },
  too_many_attempts: { status: 429, type: 'rate_limit_error' },
  internal_error: { status: 500, type: 'api_error' },
  /** Documented. */
  upstream_error: { status: 502, type: 'upstream_error' },
} as const;

export type ApiErrorCode = keyof typeof apiErrors;

/** A refusal: becomes `{error: {message, type, code}}` with the code's status. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;

  readonly status: number;

  constructor(
    code: ApiErrorCode,
    message: string,
    { status, ...options }: ErrorOptions & { status?: number } = {},
  ) {
    super(message, options);
    this.code = code;
    this.status = status ?? apiErrors[code].status;
  }

  get body() {
    const { type } = apiErrors[this.code];
    return { error: { message: this.message, type, code: this.code } };
  }
}

/** An option of `createLocal` or of the command that cannot work. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
  readonly code = 'invalid_option';

  constructor(option: string, what: string) {
    super(`${option} ${what}`);
  }
}
