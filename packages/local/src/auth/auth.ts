import { type Response, Router } from 'express';
import { z } from 'zod';
import { callerOf } from '../caller.ts';
import { ApiError } from '../errors.ts';
import type { User } from '../users.ts';
import { validate } from '../validate.ts';
import type { AuthParts } from './auth-parts.ts';
import { describeUser } from './describe-user.ts';
import { fullName, givenPassword, newPassword } from './login.ts';
import type { Session } from './sessions.ts';

const profile = z.object({ full_name: fullName.nullable() });
const passwordChange = z.object({ current_password: givenPassword, new_password: newPassword });
const farewell = z.object({ password: givenPassword.optional() }).optional();

/** `/auth/me`, `/auth/change-password` and `/auth/deactivate`: what somebody does about themselves. */
export function authRouter(parts: AuthParts): Router {
  const { database, users, passwords, sessions, attempts, erasure, organizations } = parts;
  const router = Router();
  const me = (response: Response) =>
    response.json(describeUser(users.get(callerOf(response).user), organizations));

  /**
   * @returns who asks, as they were when the password was theirs
   * @throws {ApiError} `wrong_password`, `too_many_attempts`
   */
  async function checkPassword(password: string, response: Response): Promise<User> {
    const user = users.get(callerOf(response).user);
    const guess = `password ${user.id}`;
    attempts.count(guess, response);
    if (!(await passwords.verify(password, user.passwordHash))) throw wrongPassword();
    attempts.forget(guess);
    return user;
  }

  /** @throws {ApiError} when a reset, another change or the end of the login came first */
  function checkUnchanged({ email, passwordHash }: User, session: Session | undefined): void {
    if (session && !sessions.isOpen(session))
      throw new ApiError('invalid_api_key', 'This login has ended.');
    if (users.byEmail(email)?.passwordHash !== passwordHash) throw wrongPassword();
  }

  router.get('/auth/me', (_request, response) => {
    me(response);
  });

  router.patch('/auth/me', (request, response) => {
    const { full_name } = validate(profile, request.body);
    users.change(callerOf(response).user, { fullName: full_name });
    me(response);
  });

  router.post('/auth/change-password', async (request, response) => {
    const { current_password, new_password } = validate(passwordChange, request.body);
    const user = await checkPassword(current_password, response);
    const passwordHash = await passwords.hash(new_password);
    const { session } = callerOf(response);
    database.transaction(() => {
      checkUnchanged(user, session);
      users.change(user.id, { passwordHash });
      sessions.endAll(user.id, session);
      parts.resets.endAll(user.id);
    });
    response.status(204).end();
  });

  router.post('/auth/deactivate', async (request, response) => {
    const { password } = validate(farewell, request.body) ?? {};
    if (password !== undefined) await checkPassword(password, response);
    erasure.erase(callerOf(response).user);
    response.status(204).end();
  });

  return router;
}

function wrongPassword(): ApiError {
  return new ApiError('wrong_password', 'The current password is another one.');
}
