import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chunk, done, events, json } from '../scripted-gateway.ts';
import { beforeGateway } from './run-command.ts';

const at = '2026-11-28T08:30:00.000Z';
const aKey = {
  key_id: 'key_1',
  name: '本番 2026',
  prefix: 'sk-xc-ab12',
  monthly_spend_cap_usd: '100.00',
  spent_this_month_usd: '0.00420000',
  alert_webhook_url: null,
  routing_policy: 'any',
  created_at: at,
  last_used_at: null,
};
const totals = {
  requests: 2,
  input_tokens: 10,
  output_tokens: 20,
  cost_usd: '12345678901234567.890100',
};
const none = { requests: 0, input_tokens: 0, output_tokens: 0, cost_usd: '0' };
const conversation = {
  conversation_id: 'conv_1',
  title: 'Hello',
  metadata: { a: 1 },
  created_at: at,
  updated_at: at,
};
const user = {
  user_id: 'u_1',
  email: 'dev@example.com',
  full_name: null,
  two_fa_enabled: false,
  org_id: 'org_1',
  role: 'owner',
  created_at: at,
};
const organization = { org_id: 'org_1', name: 'My team', role: 'owner', created_at: at };
const member = {
  user_id: 'u_2',
  email: 'dev@example.com',
  full_name: null,
  role: 'developer',
  status: 'invited',
  joined_at: null,
};

interface Case {
  line: string;
  /** What the gateway answers. */
  answer: unknown;
  /** Method and path of what it is asked, and the body. */
  sent: string;
  shown: RegExp;
}

const cases: Case[] = [
  {
    line: 'keys list',
    answer: { keys: [aKey] },
    sent: 'GET /keys ',
    shown:
      /^Key {4}Name {7}This month {6}Cap {2}Routing {2}Last use\nkey_1 {2}本番 2026 {5}\$0\.0042 {2}\$100\.00 {2}any {6}never\n$/,
  },
  {
    line: 'keys create prod-2026 --cap 100.00',
    answer: { full_key: 'sk-xc-new-0123456789', key: aKey },
    sent: 'POST /keys {"name":"prod-2026","monthly_spend_cap_usd":"100.00"}',
    shown: /\nsk-xc-new-0123456789\n\nThis is the only time it is shown/,
  },
  {
    line: 'keys cap key_1 --clear',
    answer: { key: { ...aKey, monthly_spend_cap_usd: null } },
    sent: 'PATCH /keys/key_1/spend-cap {"clear":true}',
    shown: /^Cap {9}none$/m,
  },
  {
    line: 'keys webhook key_1 https://example.com/alert',
    answer: { key: aKey, webhook_secret: 'whsec_1' },
    sent: 'PATCH /keys/key_1/alert-webhook {"url":"https://example.com/alert"}',
    shown: /^whsec_1$/m,
  },
  {
    line: 'keys routing key_1 cn-only',
    answer: { key: { ...aKey, routing_policy: 'cn-only' } },
    sent: 'PATCH /keys/key_1/routing {"policy":"cn-only"}',
    shown: /^Routing {5}cn-only$/m,
  },
  {
    line: 'keys revoke key_1 --yes',
    answer: {},
    sent: 'DELETE /keys/key_1 ',
    shown: /^Revoked key_1\.\n$/,
  },
  {
    line: 'billing balance',
    answer: { balance_usd: '-0.01000000', currency: 'USD' },
    sent: 'GET /billing/balance ',
    shown: /^-\$0\.01 USD\n$/,
  },
  {
    line: 'billing usage --days 2',
    answer: {
      days: 2,
      daily: [
        { date: '2026-11-27', ...none },
        { date: '2026-11-28', ...totals },
      ],
      by_tier: { fast: totals },
      total: totals,
    },
    sent: 'GET /billing/usage?days=2 ',
    shown: /^Day .*\n2026-11-28 .*\$12345678901234567\.8901\nTotal .*\n\nTier .*\nfast /,
  },
  {
    line: 'billing plan',
    answer: {
      plan: 'pro',
      name: 'Pro',
      monthly_fee_usd: '20.00',
      usage_discount_pct: 10,
      requests_per_minute: 60,
    },
    sent: 'GET /billing/plan ',
    shown: /^Plan {9}Pro \(pro\)\nMonthly fee {2}\$20\.00\n/,
  },
  {
    line: 'billing upgrade-hint',
    answer: { hint: { recommend_plan: 'pro', savings_pct: 12.5 } },
    sent: 'GET /billing/upgrade-hint ',
    shown: /^The plan pro saves 12\.5 %\.\n$/,
  },
  {
    line: 'billing upgrade-hint',
    answer: { hint: null },
    sent: 'GET /billing/upgrade-hint ',
    shown: /^No other plan would be cheaper\.\n$/,
  },
  {
    line: 'billing checkout 20.10 --idempotency-key topup-2026-04-27-001',
    answer: { checkout_url: `https://pay.example.com/${'1'.repeat(500)}`, amount_usd: '20.10' },
    sent: 'POST /billing/checkout {"amount_usd":20.10,"idempotency_key":"topup-2026-04-27-001"}',
    shown: /^Pay +https:\/\/pay\.example\.com\/1{500}\nIdempotency key {2}topup-2026-04-27-001\n$/,
  },
  {
    line: 'conversations list --limit 5',
    answer: { conversations: [{ ...conversation, title: null }] },
    sent: 'GET /conversations?limit=5 ',
    shown: /\nconv_1 {8}2026-11-28 08:30 UTC {2}–\n$/,
  },
  {
    line: 'conversations show conv_1',
    answer: {
      ...conversation,
      messages: [{ message_id: 'm', role: 'user', content: 'a\nb', created_at: at }],
    },
    sent: 'GET /conversations/conv_1 ',
    shown: /^Metadata {6}\{"a":1\}\n[\s\S]*\nuser, 2026-11-28 08:30 UTC\na\nb\n$/m,
  },
  {
    line: 'conversations create --title Hello --metadata {"a":1}',
    answer: conversation,
    sent: 'POST /conversations {"title":"Hello","metadata":{"a":1}}',
    shown: /^Conversation {2}conv_1\n/,
  },
  {
    line: 'conversations update conv_1 --title New',
    answer: conversation,
    sent: 'PATCH /conversations/conv_1 {"title":"New"}',
    shown: /^Conversation {2}conv_1\n/,
  },
  {
    line: 'conversations append conv_1 Hello! --role assistant',
    answer: { message_id: 'm_1' },
    sent: 'POST /conversations/conv_1/messages {"role":"assistant","content":"Hello!"}',
    shown: /^Kept as m_1\.\n$/,
  },
  {
    line: 'conversations delete conv_1 --yes',
    answer: {},
    sent: 'DELETE /conversations/conv_1 ',
    shown: /^Deleted conv_1\.\n$/,
  },
  {
    line: 'auth me',
    answer: user,
    sent: 'GET /auth/me ',
    shown: /^Name {10}–\nTwo factors {3}off\nOrganization {2}org_1 \(owner\)$/m,
  },
  {
    line: 'auth update-profile --full-name Developer',
    answer: { ...user, full_name: 'Developer' },
    sent: 'PATCH /auth/me {"full_name":"Developer"}',
    shown: /^Name {10}Developer$/m,
  },
  {
    line: 'auth 2fa-status',
    answer: { enabled: true, enabled_at: at },
    sent: 'GET /auth/2fa ',
    shown: /^On since 2026-11-28 08:30 UTC\.\n$/,
  },
  {
    line: 'auth 2fa-enable',
    answer: { secret: 'JBSWY3DP', otpauth_url: 'otpauth://totp/x' },
    sent: 'POST /auth/2fa/enable {}',
    shown: /^Secret {3}JBSWY3DP\nAddress {2}otpauth:\/\/totp\/x\n/,
  },
  {
    line: 'auth 2fa-verify 012345',
    answer: { enabled: true, enabled_at: at },
    sent: 'POST /auth/2fa/verify {"code":"012345"}',
    shown: /^On since /,
  },
  {
    line: 'auth 2fa-disable 012345',
    answer: { enabled: false, enabled_at: null },
    sent: 'POST /auth/2fa/disable {"code":"012345"}',
    shown: /^Off\.\n$/,
  },
  {
    line: 'auth request-password-reset --email dev@example.com',
    answer: {},
    sent: 'POST /auth/password-reset {"email":"dev@example.com"}',
    shown: /^If the address has an account/,
  },
  {
    line: 'auth deactivate --yes',
    answer: {},
    sent: 'POST /auth/deactivate {}',
    shown: /^The account is closed\.\n$/,
  },
  {
    line: 'organizations list',
    answer: { organizations: [organization] },
    sent: 'GET /organizations ',
    shown: /^org_1 {9}My team {2}owner$/m,
  },
  {
    line: 'organizations create Team',
    answer: { organization },
    sent: 'POST /organizations {"name":"Team"}',
    shown: /^Organization {2}org_1$/m,
  },
  {
    line: 'organizations members org_1',
    answer: { members: [member] },
    sent: 'GET /organizations/org_1/members ',
    shown: /^u_2 {3}dev@example\.com {2}– {5}developer {2}invited$/m,
  },
  {
    line: 'organizations invite org_1 dev@example.com',
    answer: { member },
    sent: 'POST /organizations/org_1/members {"email":"dev@example.com","role":"developer"}',
    shown: /^u_2 /m,
  },
  {
    line: 'organizations role org_1 u_2 admin',
    answer: { member: { ...member, role: 'admin' } },
    sent: 'PATCH /organizations/org_1/members/u_2 {"role":"admin"}',
    shown: / admin {2}/,
  },
  {
    line: 'organizations remove org_1 u_2 --yes',
    answer: {},
    sent: 'DELETE /organizations/org_1/members/u_2 ',
    shown: /^Removed u_2\.\n$/,
  },
  {
    line: 'organizations transfer org_1 u_2 --yes',
    answer: { organization: { ...organization, role: 'admin' } },
    sent: 'POST /organizations/org_1/transfer-owner {"new_owner_user_id":"u_2"}',
    shown: /^Your role {5}admin$/m,
  },
  {
    line: 'feedback submit gen_1 down --comment No --tag incorrect --tag irrelevant',
    answer: { feedback_id: 'fb_1' },
    sent: 'POST /feedback {"generation_id":"gen_1","rating":-1,"comment":"No","tags":["incorrect","irrelevant"]}',
    shown: /^Kept as fb_1\.\n$/,
  },
  {
    line: 'feedback summary --days 30',
    answer: { days: 30, total: 4, positive: 3, negative: 1, positive_pct: 75 },
    sent: 'GET /feedback/summary?days=30 ',
    shown: /^Positive {2}75 %$/m,
  },
  {
    line: 'models',
    answer: { object: 'list', data: [{ id: 'nexevo/auto', owned_by: 'nexevo' }] },
    sent: 'GET /models ',
    shown: /^nexevo\/auto {2}nexevo$/m,
  },
];
for (const { line, answer, sent, shown } of cases) {
  test(`nexevo ${line} asks ${sent.split(' ', 2).join(' ')} and shows ${shown.source.slice(0, 20)}`, async (t) => {
    const { nexevo, requests } = await beforeGateway(t, [json(200, answer)]);
    const { code, stdout, stderr } = await nexevo(line);
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, shown);
    const [{ method, url, body } = { method: '', url: '', body: '' }] = requests;
    assert.equal(`${method} ${url.replace('/v1', '')} ${body}`, sent);
  });
}

for (const { line, answer, sent } of cases.filter(({ sent }) => sent.startsWith('GET'))) {
  test(`nexevo ${line} --json prints what ${sent} answers, exactly`, async (t) => {
    const { nexevo } = await beforeGateway(t, [json(200, answer)]);
    assert.deepEqual(JSON.parse((await nexevo(`${line} --json`)).stdout), answer);
  });
}

/** Answers with no more than what the vendor documents, or the client cannot do without. */
const sparse: Record<string, object> = {
  'keys list': { keys: [{ key_id: 'key_1' }] },
  'keys create prod': { full_key: 'sk-xc-new-0123456789', key: { key_id: 'key_1' } },
  'keys create flat': { full_key: 'sk-xc-new-0123456789', key_id: 'key_1' },
  'keys webhook key_1 https://example.com/alert': { key: {}, webhook_secret: 'whsec_1' },
  'billing balance': { balance_usd: '1' },
  'billing usage': { by_tier: { fast: {} } },
  'billing plan': { plan: 'payg' },
  'conversations list': { conversations: [{ conversation_id: 'conv_1' }] },
  'conversations show conv_1': { messages: [{ role: 'tool', content: null }] },
  'conversations create': { conversation_id: 'conv_1' },
  'conversations append conv_1 Hello': {},
  'auth me': { user_id: 'u_1' },
  'auth login --email dev@example.com': { access_token: 'sess_0123456789' },
  'auth 2fa-status': { enabled: true },
  'organizations create Team': { organization: { org_id: 'org_1' } },
  'organizations members org_1': { members: [{ user_id: 'u_1' }] },
  'feedback submit gen_1 up': {},
  'feedback summary': { positive_pct: 75 },
  models: { data: [{ id: 'nexevo/auto' }] },
};
for (const [line, answer] of Object.entries(sparse)) {
  test(`nexevo ${line} shows what there is of a gateway that tells less`, async (t) => {
    const { nexevo } = await beforeGateway(t, [json(200, answer)]);
    const { code, stdout, stderr } = await nexevo(line, { input: 'a password\n' });
    assert.deepEqual([code, stderr], [0, '']);
    assert.doesNotMatch(stdout, /undefined|null|NaN|object/);
    for (const once of ['full_key', 'webhook_secret', 'access_token'])
      assert.ok(stdout.includes((answer as Record<string, string>)[once] ?? ''));
  });
}

test('with --json a new key comes in full, this once', async (t) => {
  const { nexevo } = await beforeGateway(t, [
    json(201, { full_key: 'sk-xc-new-0123456789', key: aKey }),
  ]);
  const { stdout } = await nexevo('keys create prod --json');
  assert.equal(JSON.parse(stdout).full_key, 'sk-xc-new-0123456789');
});

test('a reply is shown as it comes, and how to rate it beside it', async (t) => {
  const { nexevo, requests } = await beforeGateway(t, [
    events([chunk('A run is '), chunk('one reply.', 'stop'), done], {
      headers: { 'x-nexevo-generation-id': 'gen_1' },
    }),
  ]);
  const { stdout, stderr } = await nexevo(['chat', 'What is a run?', '--system', 'Be brief.']);
  assert.equal(stdout, 'A run is one reply.\n');
  assert.match(stderr, /nexevo feedback submit gen_1 up/);
  assert.deepEqual(JSON.parse(requests[0]?.body ?? '').messages, [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'What is a run?' },
  ]);
});

test("other people's text cannot steer the terminal", async (t) => {
  const content = '\x1b[2J\x1b]0;title\x07up\u009b31m\u202Edown\r\nnext\x08';
  const messages = [{ message_id: 'm', role: 'user', content, created_at: at }];
  const { nexevo } = await beforeGateway(t, [
    json(200, { ...conversation, title: content, messages }),
  ]);
  const { stdout } = await nexevo('conversations show conv_1');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  assert.ok(!/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/.test(stdout), JSON.stringify(stdout));
  assert.match(stdout, /down\nnext/);
});
