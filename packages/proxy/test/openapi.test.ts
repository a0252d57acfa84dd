import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ErrorResponse, errorCodes } from '@nexevo/protocol';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { z } from 'zod';
import { apiRoutes } from '../src/openapi/api-routes.ts';
import { schemas } from '../src/openapi/schemas.ts';
import { find, startProxy, Visitor } from './fixture.ts';
import { readRoutes } from './read-routes.ts';

const operatorToken = 'the-operator-token-of-this-test-0123';

/** `/conversations/:id` and `/assets/*file` as OpenAPI writes them. */
function templateOf(route: string): string {
  return route.replace(/[:*](\w+)/g, '{$1}');
}

describe('/openapi.json', () => {
  it('is valid OpenAPI 3.1', async (t) => {
    const { url } = await startProxy(t);
    const document = (await (await fetch(`${url}/openapi.json`)).json()) as Record<
      string,
      unknown
    > & {
      components: { schemas: object };
    };
    const { valid, errors } = await new Validator().validate(document);
    assert.deepEqual(errors ?? [], []);
    assert.equal(valid, true);
    const names = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)];
    assert.ok(names.length > 20);
    for (const [, name] of names) {
      assert.ok(name && name in document.components.schemas, `${name} is not there`);
    }
  });

  it('has every route of the router and no other, each with an id of its own', async (t) => {
    const { proxy, url } = await startProxy(t);
    const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    const documented = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    assert.deepEqual(documented.sort(), readRoutes(proxy.router).map(templateOf).sort());
    const ids = Object.values(paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    assert.equal(new Set(ids).size, ids.length);
  });

  it('has every error code at the routes that answer with it', async (t) => {
    const { url } = await startProxy(t, { limits: { runsPerVisitor: 1 }, pace: 20 });
    const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { responses: Record<string, { description: string }> }>>;
    };
    const documented = JSON.stringify(paths);
    for (const code of Object.keys(errorCodes)) {
      // Of a method that a path lacks, and so of no operation.
      if (code === 'method_not_allowed') continue;
      assert.ok(documented.includes(`\`${code}\``), `no route has ${code}`);
    }
    const visitor = await Visitor.arrive({ url });
    const running = await visitor.send('Show me what you can render');
    const refused = await visitor.send('Hello');
    await running.body?.cancel();
    const { error } = (await refused.json()) as ErrorResponse;
    assert.equal(error.code, 'too_many_runs');
    for (const path of ['/messages', '/messages/{id}/regenerate']) {
      const { description } = paths[path]!.post!.responses[refused.status]!;
      assert.ok(description.includes(`\`${error.code}\``), `${path}: ${description}`);
    }
  });

  it('tells the truth: each route answers as it says', async (t) => {
    const fixture = await startProxy(t, { operatorToken });
    const visitor = await Visitor.arrive(fixture);
    const operator = new Visitor(fixture.url, operatorToken);
    const { conversation, reply, run_id } = find(await visitor.chat('Hello'), 'accepted');
    const bodies: Record<string, object> = {
      'POST /session': {},
      'POST /conversations': { title: 'New' },
      'PATCH /conversations/{id}': { pinned: true },
      'POST /messages': { client_message_id: 'message-01', text: 'And?' },
      'POST /messages/{id}/regenerate': { client_run_id: 'again-0001' },
      'PUT /messages/{id}/feedback': { rating: 1 },
      'POST /checkout': { amount_usd: '20', idempotency_key: 'topup-0001' },
    };
    const deletes = (name: string) =>
      Number(name.startsWith('DELETE')) + Number(name.endsWith('restore'));
    const names = Object.keys(apiRoutes).sort(
      (a, b) =>
        deletes(a) - deletes(b) || Number(a.includes('restore')) - Number(b.includes('restore')),
    );
    // What is deleted is restored, and the visitor goes last.
    names.push(names.splice(names.indexOf('DELETE /visitor'), 1)[0]!);
    for (const name of names) {
      const { audience, answer } = apiRoutes[name]!;
      // The component's files are there once they are built.
      if (apiRoutes[name]?.answer.type === 'text/javascript') continue;
      const [method = '', template = ''] = name.split(' ');
      const id = template.startsWith('/runs')
        ? run_id
        : template.startsWith('/messages')
          ? reply.id
          : conversation.id;
      const asker = audience === 'operator' ? operator : visitor;
      const response = await asker.request(method, template.replace('{id}', id), bodies[name]);
      assert.equal(response.status, answer.status, name);
      const text = await response.text();
      if (answer.status === 204) continue;
      const { type = 'application/json', schema } = answer;
      assert.ok(response.headers.get('content-type')?.startsWith(type), name);
      if (schema) (schemas as Record<string, z.ZodType>)[schema]!.parse(JSON.parse(text));
    }
  });
});
