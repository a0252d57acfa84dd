/** Ids that a route is asked with. */
export interface Ids {
  conversation: string;
  message: string;
  reply: string;
  run: string;
}

/** Who may use a route. */
export type Audience = 'everybody' | 'visitor' | 'operator';

export interface RouteCase {
  audience: Audience;
  /** One request for each way to name somebody else's thing; without an id, one that names none. */
  requests: (ids: Ids) => { path: string; body?: object }[];
  /** Whether the requests name ids, so that somebody else's are answered as unknown. */
  owned?: true;
}

const plain = (audience: Audience, path: string, body?: object): RouteCase => ({
  audience,
  requests: () => [{ path, ...(body && { body }) }],
});

const owned = (requests: RouteCase['requests']): RouteCase => ({
  audience: 'visitor',
  requests,
  owned: true,
});

const clientId = () => crypto.randomUUID();

/** Every route of the proxy's routers. A route that is not here fails the test of the table. */
export const routeTable: Record<string, RouteCase> = {
  'GET /nexevo-chat.js': plain('everybody', '/nexevo-chat.js'),
  'GET /assets/*file': plain('everybody', '/assets/none.js'),
  'POST /session': plain('everybody', '/session', {}),

  'GET /openapi.json': plain('everybody', '/openapi.json'),

  'GET /doctor/events': plain('operator', '/doctor/events'),
  'GET /usage': plain('operator', '/usage'),
  'POST /checkout': plain('operator', '/checkout', {
    amount_usd: '20',
    idempotency_key: 'topup-ownership-1',
  }),
  'GET /feedback/summary': plain('operator', '/feedback/summary'),

  'GET /conversations': plain('visitor', '/conversations'),
  'POST /conversations': plain('visitor', '/conversations', {}),
  'GET /visitor/export': plain('visitor', '/visitor/export'),
  'DELETE /visitor': plain('visitor', '/visitor'),

  'GET /conversations/:id': owned((ids) => [
    { path: `/conversations/${ids.conversation}` },
    { path: `/conversations/${ids.conversation}?before=${ids.message}` },
  ]),
  'PATCH /conversations/:id': owned((ids) => [
    { path: `/conversations/${ids.conversation}`, body: { title: 'mine now' } },
    { path: `/conversations/${ids.conversation}`, body: { active_message_id: ids.message } },
  ]),
  'DELETE /conversations/:id': owned((ids) => [{ path: `/conversations/${ids.conversation}` }]),
  'POST /conversations/:id/restore': owned((ids) => [
    { path: `/conversations/${ids.conversation}/restore` },
  ]),
  'POST /messages': owned((ids) => {
    const body = { client_message_id: clientId(), text: 'hi' };
    return [
      { path: '/messages', body: { ...body, conversation_id: ids.conversation } },
      { path: '/messages', body: { ...body, parent_id: ids.reply } },
    ];
  }),
  'POST /messages/:id/regenerate': owned((ids) => [
    { path: `/messages/${ids.reply}/regenerate`, body: { client_run_id: clientId() } },
    { path: `/messages/${ids.message}/regenerate`, body: { client_run_id: clientId() } },
  ]),
  'PUT /messages/:id/feedback': owned((ids) => [
    { path: `/messages/${ids.reply}/feedback`, body: { rating: 1 } },
    { path: `/messages/${ids.message}/feedback`, body: { rating: -1, comment: 'bad' } },
  ]),
  'GET /runs/:id/events': owned((ids) => [{ path: `/runs/${ids.run}/events` }]),
  'POST /runs/:id/stop': owned((ids) => [{ path: `/runs/${ids.run}/stop` }]),
};
