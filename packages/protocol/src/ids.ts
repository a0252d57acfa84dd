import { z } from 'zod';

/** An identifier the browser makes for one thing it sends, so that sending it again is harmless: 8–64 of `A–Z a–z 0–9 _ -`. */
export const clientId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, 'must be 8 to 64 letters, digits, "_" or "-"');

/** An identifier the proxy made; opaque to the browser. */
export const serverId = z.string().regex(/^[a-z]{2,8}_[A-Za-z0-9-]{8,64}$/, 'is not an id of ours');

/** A moment as ISO 8601 in UTC. */
export const timestamp = z.iso.datetime();
