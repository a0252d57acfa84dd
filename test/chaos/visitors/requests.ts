import fc from 'fast-check';
import { z } from 'zod';
import { apiRoutes } from '../../../packages/proxy/src/openapi/api-routes.ts';
import { bodies } from './bodies.ts';
import { garbage, hostileBodies, hostileHeaders, hostilePath, hostileValue } from './hostile.ts';

/** Who asks: the fields a request needs that only exist once the proxy runs. */
export interface Identity {
  token: string;
  /** Of somebody who may be erased: what erases a visitor ends the session, too. */
  spare: string;
  ids: string[];
}

/** Bytes of one request, for a socket of their own. */
export type RawRequest = string;

type JsonSchema = { [keyword: string]: unknown } & {
  type?: string;
  properties?: Record<string, JsonSchema>;
};

/** Requests over every route: half a right one with something wrong in it, half wrong from the ground up. */
export function hostileRequest(
  canary: string,
  { token, spare, ids }: Identity,
): fc.Arbitrary<RawRequest> {
  const value = hostileValue(canary);
  const id = fc.oneof(
    fc.constantFrom(...ids),
    fc.constantFrom('conv_00000000-none', '__proto__', '%2e%2e', '%00', 'a'.repeat(300), '%F0%9F'),
  );
  const headers = fc.oneof(
    { weight: 3, arbitrary: fc.constant<string[]>([]) },
    hostileHeaders(canary),
  );
  const routed = fc.constantFrom(...Object.keys(apiRoutes)).chain((route) => {
    const [method = '', path = ''] = route.split(' ');
    const schema = bodies[route];
    const body = schema ? fc.option(bodyOf(schema, value, ids), { nil: undefined }) : wrong(value);
    return fc.record({
      method: fc.oneof({ weight: 9, arbitrary: fc.constant(method) }, oddMethod),
      path: id.map((one) => `/nexevo${path.replace(/\{\w+\}/, () => one)}`),
      body,
      headers,
    });
  });
  const odd = fc.record({
    method: fc.oneof(fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'), oddMethod),
    path: hostilePath(canary),
    body: wrong(value),
    headers: hostileHeaders(canary),
  });
  const framed = fc
    .oneof({ weight: 4, arbitrary: routed }, odd)
    .map((parts) => frame({ ...parts, token: parts.path === '/nexevo/visitor' ? spare : token }));
  return fc.oneof(
    { weight: 20, arbitrary: framed },
    fc.constantFrom(...garbage),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );
}

const oddMethod = fc.constantFrom('HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY', 'get', 'LOCK');

function wrong(value: fc.Arbitrary<unknown>): fc.Arbitrary<string | undefined> {
  return fc.oneof(fc.constantFrom(undefined, ...hostileBodies), value.map(toJson));
}

/** As the schema wants it, with one field spoiled or added every other time. */
function bodyOf(
  schema: z.ZodType,
  value: fc.Arbitrary<unknown>,
  ids: string[],
): fc.Arbitrary<string | undefined> {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, one]) => [name, fieldOf(one, ids)]),
  );
  const right = fc.record(fields, { requiredKeys: [] });
  const names = [...Object.keys(properties), '__proto__', 'constructor', 'operator', 'model'];
  const spoiled = fc
    .tuple(right, fc.constantFrom(...names), value)
    .map(([body, name, one]) => `{${pairs(body, name)}${JSON.stringify(name)}:${toJson(one)}}`);
  return fc.oneof(fc.record(fields).map(toJson), right.map(toJson), spoiled, wrong(value));
}

function pairs(body: object, without: string): string {
  return Object.entries(body)
    .filter(([name]) => name !== without)
    .map(([name, one]) => `${JSON.stringify(name)}:${toJson(one)},`)
    .join('');
}

function fieldOf(schema: JsonSchema, ids: string[]): fc.Arbitrary<unknown> {
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  if (Array.isArray(schema.anyOf)) {
    return fc.oneof(...(schema.anyOf as JsonSchema[]).map((one) => fieldOf(one, ids)));
  }
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'number' || schema.type === 'integer') return fc.integer();
  if (schema.type === 'array') {
    return fc.array(fieldOf(schema.items as JsonSchema, ids), { maxLength: 11 });
  }
  if (schema.type !== 'string') return fc.jsonValue();
  if (String(schema.pattern ?? '').includes('_[')) return fc.constantFrom(...ids);
  if (schema.pattern) return fc.uuid();
  return fc.string({ unit: 'grapheme', maxLength: 60 });
}

/** JSON as an attacker writes it: a lone surrogate stays one, and what JSON has no word for is left out. */
function toJson(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}

function frame({
  method,
  path,
  body,
  headers,
  token,
}: {
  method: string;
  path: string;
  body: string | undefined;
  headers: string[];
  token: string;
}): RawRequest {
  const names = headers.map((line) => line.split(':', 1)[0]!.toLowerCase());
  const own = ['Host: chat.example.com', `Authorization: Bearer ${token}`];
  if (body !== undefined) {
    own.push('Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`);
  }
  const kept = own.filter((line) => !names.includes(line.split(':', 1)[0]!.toLowerCase()));
  const lines = [`${method} ${path} HTTP/1.1`, ...kept, ...headers, 'Connection: close'];
  return `${lines.join('\r\n')}\r\n\r\n${body ?? ''}`;
}
