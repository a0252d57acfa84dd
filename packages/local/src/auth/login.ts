import type { Session } from '@nexevo/client';
import { type Response, Router } from 'express';
import { z } from 'zod';
import { ApiError } from '../errors.ts';
import type { User } from '../users.ts';
import { email, validate } from '../validate.ts';
import type { AuthParts } from './auth-parts.ts';
import { describeUser } from './describe-user.ts';

/** The routes that need no key and no login, as `METHOD path`. */
export const openRoutes: readonly string[] = [
  'POST /auth/register',
  'POST /auth/login',
  'POST /auth/password-reset',
  'POST /auth/password-reset/confirm',
];

/** Any text: whether it is the password is not for its length to say. */
export const givenPassword = z.string().max(1024);
export const newPassword = z
  .string()
  .refine((text) => [...text].length >= 8 && [...text].length <= 128, 'must be 8–128 characters');
export const fullName = z
  .string()
  .refine((text) => text.trim() !== '' && [...text].length <= 200, 'must be 1–200 characters');
export const totpCode = z.string().regex(/^\d{6}$/, 'must be six digits');

const registration = z.object({ email, password: newPassword, full_name: fullName.optional() });
const credentials = z.object({ email, password: givenPassword, totp_code: totpCode.optional() });
const resetRequest = z.object({ email });
const resetConfirmation = z.object({ token: z.string().max(200), new_password: newPassword });

/** `/auth/register`, `/auth/login`, `/auth/password-reset` and its `/confirm`: for whoever has no token yet. */
export function loginRouter(parts: AuthParts): Router {
  const { users, passwords, sessions, resets, twoFactor, attempts, database, organizations } =
    parts;
  const { mail, log } = parts;
  const router = Router();
  const begin = (user: User): Session => {
    organizations.acceptInvitations(user);
    const { token, expiresIn } = sessions.begin(user.id);
    return {
      access_token: token,
      token_type: 'bearer',
      expires_in: expiresIn,
      user: describeUser(user, organizations),
    };
  };

  router.post('/auth/register', async (request, response) => {
    const { email, password, full_name: fullName = null } = validate(registration, request.body);
    const passwordHash = await passwords.hash(password);
    const id = organizations.promisedId(email);
    const user = users.add({ id, email, fullName, passwordHash });
    if (!user) throw new ApiError('email_taken', 'email: has an account already; log in instead.');
    response.status(201).json(begin(user));
  });

  router.post('/auth/login', async (request, response) => {
    const { email, password, totp_code: code } = validate(credentials, request.body);
    const guess = `password ${email.toLowerCase()} ${request.ip}`;
    attempts.count(guess, response);
    const user = users.byEmail(email);
    const isRight = await passwords.verify(password, user?.passwordHash ?? null);
    // Read again: it may have been erased, or given another password, in the meantime.
    const now = users.byEmail(email);
    if (!isRight || !now || now.passwordHash !== user?.passwordHash)
      throw new ApiError('invalid_credentials', 'The e-mail address or the password is wrong.');
    attempts.forget(guess);
    if (now.totpEnabledAt) checkCode(now, code, response);
    response.json(begin(now));
  });

  function checkCode(user: User, code: string | undefined, response: Response): void {
    if (code === undefined)
      throw new ApiError('totp_required', 'totp_code: the code of your authenticator is needed.');
    attempts.count(`totp ${user.id}`, response);
    if (!twoFactor.take(user, code))
      throw new ApiError('invalid_totp_code', 'totp_code: is wrong, too old, or was used before.');
    attempts.forget(`totp ${user.id}`);
  }

  function mailReset(email: string): void {
    try {
      const user = users.byEmail(email);
      if (user) mail(`mail to ${user.email}: reset your password with ${resets.create(user.id)}`);
    } catch (error) {
      // Nobody waits for it any more: thrown from here it would end the process.
      log(`no mail to ${email}: ${error instanceof Error ? error.message : error}`);
    }
  }

  router.post('/auth/password-reset', (request, response) => {
    const { email } = validate(resetRequest, request.body);
    response.status(202).json({ status: 'sent' });
    // After the answer, which is the same and comes as fast for an address that nobody has.
    response.once('finish', () => mailReset(email));
  });

  router.post('/auth/password-reset/confirm', async (request, response) => {
    const { token, new_password } = validate(resetConfirmation, request.body);
    if (!resets.find(token)) throw wrongToken();
    const passwordHash = await passwords.hash(new_password);
    database.transaction(() => {
      // Hashing took a while; only the first of two at the same time finds it still there.
      const user = resets.find(token);
      if (!user) throw wrongToken();
      resets.endAll(user);
      sessions.endAll(user);
      users.change(user, { passwordHash });
    });
    response.status(204).end();
  });

  return router;
}

function wrongToken(): ApiError {
  return new ApiError('invalid_reset_token', 'token: is wrong, was used, or is over an hour old.');
}
