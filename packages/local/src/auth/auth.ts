import { type Response, Router } from 'express';
import { z } from 'zod';
import { callerOf } from '../caller.ts';
import { ApiError } from '../errors.ts';
import { validate } from '../validate.ts';
import type { AuthParts } from './auth-parts.ts';
import { describeUser } from './describe-user.ts';
import { fullName, givenPassword, newPassword } from './login.ts';

const profile = z.object({ full_name: fullName.nullable() });
const passwordChange = z.object({ current_password: givenPassword, new_password: newPassword });
const farewell = z.object({ password: givenPassword.optional() }).optional();

/** `/auth/me`, `/auth/change-password` and `/auth/deactivate`: what somebody does about themselves. */
export function authRouter(parts: AuthParts): Router {
  const { users, passwords, sessions, attempts, erasure, organizations } = parts;
  const router = Router();
  const me = (response: Response) =>
    response.json(describeUser(users.get(callerOf(response).user), organizations));

  /** @throws {ApiError} `wrong_password`, `too_many_attempts` */
  async function checkPassword(password: string, response: Response): Promise<void> {
    const { user } = callerOf(response);
    const guess = `password ${user}`;
    attempts.count(guess, response);
    if (!(await passwords.verify(password, users.get(user).passwordHash)))
      throw new ApiError('wrong_password', 'The current password is another one.');
    attempts.forget(guess);
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
    await checkPassword(current_password, response);
    const passwordHash = await passwords.hash(new_password);
    const { user, session } = callerOf(response);
    users.change(user, { passwordHash });
    sessions.endAll(user, session);
    parts.resets.endAll(user);
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
