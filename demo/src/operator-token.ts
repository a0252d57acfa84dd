import { createHash, timingSafeEqual } from 'node:crypto';
import express, { type ErrorRequestHandler, Router } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { SignJWT } from 'jose';

/** The proxy takes ten minutes at most; the page asks again silently. */
const lifeSeconds = 300;
const attemptsPerMinute = 10;

/** `POST /operator/token {code}` → `{token}`: an identity token of the operator, for whoever knows the code. */
export function operatorToken({ code, secret }: { code: string; secret: string }): Router {
  const key = new TextEncoder().encode(secret);
  const limit = rateLimit({
    windowMs: 60_000,
    limit: attemptsPerMinute,
    keyGenerator: ({ ip }) => guesserOf(ip),
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    message: refusal('rate_limited', 'Too many attempts: wait a minute and try again.'),
  });

  const router = Router().post(
    '/operator/token',
    limit,
    express.json({ limit: '1kb' }),
    async (request, response) => {
      response.set('Cache-Control', 'no-store');
      const given: unknown = request.body?.code;
      if (typeof given !== 'string' || !isSame(plain(given), plain(code))) {
        return void response
          .status(403)
          .json(refusal('wrong_code', 'This is not the code: npm start printed it.'));
      }
      const token = await new SignJWT({ role: 'operator' })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience('nexevo-chat')
        .setSubject('operator')
        .setIssuedAt()
        .setExpirationTime(`${lifeSeconds}s`)
        .sign(key);
      response.json({ token });
    },
  );
  return router.use(unreadable);
}

/** Express itself would answer with a page, and with where in the code it stood. */
const unreadable: ErrorRequestHandler = (error, _request, response, next) => {
  const { status } = error as { status?: number };
  if (status === undefined || status >= 500) return next(error);
  response.status(status).json(refusal('invalid_request', 'The request could not be read.'));
};

/** Who guesses: this machine under all of its addresses, one IPv4 address, or one IPv6 /64. */
function guesserOf(ip = ''): string {
  const address = ipKeyGenerator(ip, 64);
  return /^127\.|^::(?:$|1$|\/)/.test(address) ? 'this machine' : address;
}

function refusal(code: string, message: string) {
  return { error: { message, type: 'operator_error', code } };
}

/** Dashes, spaces and case are for the eye. */
function plain(code: string): string {
  return code.replace(/[\s-]/g, '').toUpperCase();
}

/** Takes the same time whatever differs, the length included. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
