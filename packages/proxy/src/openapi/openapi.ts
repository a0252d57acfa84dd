import { type ErrorCode, errorCodes, runEvents } from '@nexevo/protocol';
import { z } from 'zod';
import { type ApiAnswer, type ApiRoute, apiRoutes } from './api-routes.ts';
import { eventSchemaName, refTo, toComponents } from './schemas.ts';

const everyRoute: ErrorCode[] = [
  'invalid_request',
  'origin_not_allowed',
  'host_not_allowed',
  'rate_limited',
  'internal',
  'shutting_down',
];
const withBody: ErrorCode[] = ['invalid_json', 'unsupported_media_type', 'payload_too_large'];
const withSession: ErrorCode[] = ['session_required', 'session_expired', 'session_revoked'];

/** The visitors' API as OpenAPI 3.1, made of the schemas that check the requests themselves. */
export function openApiDocument(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [name, route] of Object.entries(apiRoutes)) {
    const [method = '', path = ''] = name.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(method, path, route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Nexevo chat proxy',
      version: '0.1.0',
      description:
        'What a page may ask of the proxy. Paths are below where it is mounted, e.g. /nexevo. Every answer has the headers `X-Request-Id`, by which the log knows it, and `Nexevo-Config`, the version of the session’s `config`: where that differs, `POST /session` with the bearer brings the new one. A path that is asked with a method of no route answers 405 `method_not_allowed` with `Allow`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '.', description: 'Relative to this document.' }],
    paths,
    components: {
      schemas: toComponents(),
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer', description: '`token` of POST /session.' },
        operator: {
          type: 'http',
          scheme: 'bearer',
          description: 'The operator token, or the session of a visitor with the operator role.',
        },
      },
    },
  };
}

function operation(method: string, path: string, route: ApiRoute): object {
  const { summary, audience, body, answer } = route;
  const parameters = parametersOf(path, route);
  const security = { everybody: [], visitor: [{ session: [] }], operator: [{ operator: [] }] };
  return {
    operationId: `${method.toLowerCase()}${path.replace(/[^a-z]+(\w?)/gi, (_, next) => next.toUpperCase())}`,
    summary,
    security: security[audience],
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: body !== 'SessionRequest' && body !== 'CreateConversationRequest',
        content: { 'application/json': { schema: refTo(body) } },
      },
    }),
    responses: { [answer.status]: success(answer), ...refusals(route) },
  };
}

function parametersOf(path: string, { query, headers = {} }: ApiRoute): object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const schema = query && (z.toJSONSchema(query, { io: 'input' }) as { properties?: object });
  const inQuery = Object.entries(schema?.properties ?? {}).map(([name, of]) => ({
    name,
    in: 'query',
    schema: of,
  }));
  const inHeader = Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  }));
  return [...inPath, ...inQuery, ...inHeader];
}

function success({ status, schema, type = 'application/json' }: ApiAnswer): object {
  if (status === 204) return { description: 'Done.' };
  if (type !== 'text/event-stream') {
    return {
      description: 'All is well.',
      content: { [type]: schema ? { schema: refTo(schema) } : {} },
    };
  }
  const events = Object.keys(runEvents).map((name) => [name, refTo(eventSchemaName(name))]);
  return {
    description: 'Server-sent events; each event’s data is JSON of the schema named for it.',
    content: { [type]: { schema: { type: 'string' } } },
    'x-nexevo-events': Object.fromEntries(events),
  };
}

/** One entry a status, with its codes in the description. */
function refusals({ audience, body, errors = [] }: ApiRoute): Record<string, object> {
  const codes = [
    ...everyRoute,
    ...(body ? withBody : []),
    ...(audience === 'everybody' ? [] : withSession),
    ...(audience === 'visitor' ? (['identity_required'] as const) : []),
    ...(audience === 'operator' ? (['operator_required'] as const) : []),
    ...errors,
  ];
  const byStatus = Object.groupBy(codes, (code) => errorCodes[code]);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, of = []]) => [
      status,
      {
        description: of.map((code) => `\`${code}\``).join(', '),
        content: { 'application/json': { schema: refTo('Error') } },
      },
    ]),
  );
}
