import { checkCode, checkEmail, checkNewPassword, checkText } from './arguments.ts';
import type { OrganizationRole } from './organizations.ts';
import type { RequestOptions } from './request.ts';
import { routes } from './routes.ts';
import { shownOnce } from './shown-once.ts';
import type { Transport } from './transport.ts';

/** Who a key or a session belongs to (inferred). */
export interface User {
  user_id: string;
  email: string;
  full_name: string | null;
  two_fa_enabled: boolean;
  /** The organization this user works in, and as what. */
  org_id: string | null;
  role: OrganizationRole | null;
  /** ISO 8601, UTC. */
  created_at: string;
}

/** What `register` and `login` answer (inferred); `access_token` is left out of logs and JSON. */
export interface Session {
  /** For `client.useSession`. */
  access_token: string;
  token_type: 'bearer';
  /** Seconds. */
  expires_in: number;
  user: User;
}

export interface RegisterParams {
  email: string;
  /** 8–128 characters. */
  password: string;
  full_name?: string;
}

export interface LoginParams {
  email: string;
  password: string;
  /** Six digits of the authenticator, where two-factor authentication is on; without it `totp_required`. */
  totp_code?: string;
}

export interface TwoFaStatus {
  enabled: boolean;
  enabled_at: string | null;
}

/** For an authenticator app; nothing changes until `twoFaVerify`. Both are left out of logs and JSON. */
export interface TwoFaSecret {
  /** Base32. */
  secret: string;
  otpauth_url: string;
}

/** `auth`: the account behind the key. Registration, login and password reset need no key. */
export class AuthResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async register(body: RegisterParams, options: RequestOptions = {}): Promise<Session> {
    checkEmail(body.email);
    checkNewPassword(body.password, 'password');
    if (body.full_name !== undefined) checkText(body.full_name, 'full_name', 200);
    const session = this.#transport.json<Session>(routes.register, { ...options, body });
    return shownOnce(await session, 'access_token');
  }

  async login(body: LoginParams, options: RequestOptions = {}): Promise<Session> {
    checkEmail(body.email);
    checkText(body.password, 'password');
    if (body.totp_code !== undefined) checkCode(body.totp_code, 'totp_code');
    const session = this.#transport.json<Session>(routes.login, { ...options, body });
    return shownOnce(await session, 'access_token');
  }

  /** Answers the same whether the address has an account or not. */
  async requestPasswordReset(body: { email: string }, options: RequestOptions = {}): Promise<void> {
    checkEmail(body.email);
    return this.#transport.nothing(routes.requestPasswordReset, { ...options, body });
  }

  /** `token` is from the mail. Ends all sessions. */
  async confirmPasswordReset(
    body: { token: string; new_password: string },
    options: RequestOptions = {},
  ): Promise<void> {
    checkText(body.token, 'token');
    checkNewPassword(body.new_password, 'new_password');
    return this.#transport.nothing(routes.confirmPasswordReset, { ...options, body });
  }

  me(options: RequestOptions = {}): Promise<User> {
    return this.#transport.json(routes.me, options);
  }

  /** `null` takes the name away. */
  async updateProfile(
    body: { full_name: string | null },
    options: RequestOptions = {},
  ): Promise<User> {
    if (body.full_name !== null) checkText(body.full_name, 'full_name', 200);
    return this.#transport.json(routes.updateProfile, { ...options, body });
  }

  async changePassword(
    body: { current_password: string; new_password: string },
    options: RequestOptions = {},
  ): Promise<void> {
    checkText(body.current_password, 'current_password');
    checkNewPassword(body.new_password, 'new_password');
    return this.#transport.nothing(routes.changePassword, { ...options, body });
  }

  twoFaStatus(options: RequestOptions = {}): Promise<TwoFaStatus> {
    return this.#transport.json(routes.twoFaStatus, options);
  }

  /** Begins: show `otpauth_url` as a QR code, then `twoFaVerify` with a code of the app. */
  async twoFaEnable(options: RequestOptions = {}): Promise<TwoFaSecret> {
    const secret = this.#transport.json<TwoFaSecret>(routes.twoFaEnable, { ...options, body: {} });
    return shownOnce(await secret, 'secret', 'otpauth_url');
  }

  async twoFaVerify(body: { code: string }, options: RequestOptions = {}): Promise<TwoFaStatus> {
    checkCode(body.code, 'code');
    return this.#transport.json(routes.twoFaVerify, { ...options, body });
  }

  async twoFaDisable(body: { code: string }, options: RequestOptions = {}): Promise<TwoFaStatus> {
    checkCode(body.code, 'code');
    return this.#transport.json(routes.twoFaDisable, { ...options, body });
  }

  /** Closes the account for good: its keys and sessions end with it. */
  async deactivate(body: { password?: string } = {}, options: RequestOptions = {}): Promise<void> {
    return this.#transport.nothing(routes.deactivate, { ...options, body });
  }
}
