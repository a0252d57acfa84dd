import type { NexevoClient } from '@nexevo/client';
import { question } from './scripted-gateway.ts';

interface Case {
  /** Method and path under the base URL. */
  line: string;
  call: (client: NexevoClient) => Promise<unknown>;
  /** The body, byte for byte. */
  body?: string;
  /** Goes without the key. */
  open?: true;
}

/** Has every field that any route wants. */
export const answer = {
  access_token: 'sess_1',
  balance_usd: '1',
  by_tier: {},
  checkout_url: 'https://pay.example.com/1',
  choices: [],
  conversation_id: 'conv_1',
  conversations: [],
  data: [],
  enabled: false,
  full_key: 'sk-xc-new-0123456789',
  hint: null,
  key: {},
  keys: [],
  member: {},
  members: [],
  messages: [],
  organization: {},
  organizations: [],
  plan: 'payg',
  positive_pct: 75,
  secret: 'JBSWY3DPEHPK3PXP',
  user_id: 'u_1',
};

/** Every call, with what the gateway has to see of it. */
export const calls: Case[] = [
  {
    line: 'POST /chat/completions',
    call: (client) => client.chat.completions.create(question),
    body: JSON.stringify({ ...question, stream: false }),
  },
  { line: 'GET /models', call: (client) => client.models.list() },

  {
    line: 'POST /conversations',
    call: (client) => client.conversations.create({ title: 'T', metadata: { a: 1 } }),
    body: '{"title":"T","metadata":{"a":1}}',
  },
  { line: 'GET /conversations', call: (client) => client.conversations.list() },
  { line: 'GET /conversations?limit=5', call: (client) => client.conversations.list({ limit: 5 }) },
  { line: 'GET /conversations/i_1', call: (client) => client.conversations.get('i_1') },
  {
    line: 'GET /conversations/a%2Fb%3F%24%26',
    call: (client) => client.conversations.get('a/b?$&'),
  },
  {
    line: 'PATCH /conversations/i_1',
    call: (client) => client.conversations.update('i_1', { title: 'New' }),
    body: '{"title":"New"}',
  },
  { line: 'DELETE /conversations/i_1', call: (client) => client.conversations.delete('i_1') },
  {
    line: 'POST /conversations/i_1/messages',
    call: (client) => client.conversations.appendMessage('i_1', { role: 'user', content: 'Hi' }),
    body: '{"role":"user","content":"Hi"}',
  },

  {
    line: 'POST /feedback',
    call: (client) =>
      client.feedback.submit({
        generation_id: 'g',
        rating: -1,
        tags: ['incorrect'],
        comment: 'No',
      }),
    body: '{"generation_id":"g","rating":-1,"tags":["incorrect"],"comment":"No"}',
  },
  { line: 'GET /feedback/summary?days=7', call: (client) => client.feedback.summary({ days: 7 }) },

  { line: 'GET /billing/balance', call: (client) => client.billing.balance() },
  { line: 'GET /billing/usage?days=30', call: (client) => client.billing.usage({ days: 30 }) },
  { line: 'GET /billing/plan', call: (client) => client.billing.getPlan() },
  { line: 'GET /billing/upgrade-hint', call: (client) => client.billing.upgradeHint() },
  {
    line: 'POST /billing/checkout',
    call: (client) =>
      client.billing.checkout({ amount_usd: '90071992547409930.10', idempotency_key: 'topup-1' }),
    body: '{"amount_usd":90071992547409930.10,"idempotency_key":"topup-1"}',
  },

  {
    line: 'POST /keys',
    call: (client) => client.keys.create({ name: 'prod', monthly_spend_cap_usd: '100.00' }),
    body: '{"name":"prod","monthly_spend_cap_usd":"100.00"}',
  },
  { line: 'GET /keys', call: (client) => client.keys.list() },
  { line: 'DELETE /keys/i_1', call: (client) => client.keys.revoke('i_1') },
  {
    line: 'PATCH /keys/i_1/spend-cap',
    call: (client) => client.keys.updateSpendCap('i_1', { monthly_spend_cap_usd: 100 }),
    body: '{"monthly_spend_cap_usd":"100"}',
  },
  {
    line: 'PATCH /keys/i_1/spend-cap',
    call: (client) => client.keys.updateSpendCap('i_1', { clear: true }),
    body: '{"clear":true}',
  },
  {
    line: 'PATCH /keys/i_1/alert-webhook',
    call: (client) => client.keys.updateAlertWebhook('i_1', { url: 'https://example.com/alert' }),
    body: '{"url":"https://example.com/alert"}',
  },
  {
    line: 'PATCH /keys/i_1/routing',
    call: (client) => client.keys.updateRouting('i_1', { policy: 'overseas-only' }),
    body: '{"policy":"overseas-only"}',
  },

  {
    line: 'POST /auth/register',
    call: (client) => client.auth.register({ email: 'a@example.com', password: 'long enough' }),
    body: '{"email":"a@example.com","password":"long enough"}',
    open: true,
  },
  {
    line: 'POST /auth/login',
    call: (client) =>
      client.auth.login({ email: 'a@example.com', password: 'x', totp_code: '012345' }),
    body: '{"email":"a@example.com","password":"x","totp_code":"012345"}',
    open: true,
  },
  {
    line: 'POST /auth/password-reset',
    call: (client) => client.auth.requestPasswordReset({ email: 'a@example.com' }),
    body: '{"email":"a@example.com"}',
    open: true,
  },
  {
    line: 'POST /auth/password-reset/confirm',
    call: (client) =>
      client.auth.confirmPasswordReset({ token: 'r_1', new_password: 'long enough' }),
    body: '{"token":"r_1","new_password":"long enough"}',
    open: true,
  },
  { line: 'GET /auth/me', call: (client) => client.auth.me() },
  {
    line: 'PATCH /auth/me',
    call: (client) => client.auth.updateProfile({ full_name: null }),
    body: '{"full_name":null}',
  },
  {
    line: 'POST /auth/change-password',
    call: (client) =>
      client.auth.changePassword({ current_password: 'old', new_password: 'new-pwd-123' }),
    body: '{"current_password":"old","new_password":"new-pwd-123"}',
  },
  { line: 'GET /auth/2fa', call: (client) => client.auth.twoFaStatus() },
  { line: 'POST /auth/2fa/enable', call: (client) => client.auth.twoFaEnable(), body: '{}' },
  {
    line: 'POST /auth/2fa/verify',
    call: (client) => client.auth.twoFaVerify({ code: '012345' }),
    body: '{"code":"012345"}',
  },
  {
    line: 'POST /auth/2fa/disable',
    call: (client) => client.auth.twoFaDisable({ code: '012345' }),
    body: '{"code":"012345"}',
  },
  {
    line: 'POST /auth/deactivate',
    call: (client) => client.auth.deactivate({ password: 'old' }),
    body: '{"password":"old"}',
  },

  {
    line: 'POST /organizations',
    call: (client) => client.organizations.create('My team'),
    body: '{"name":"My team"}',
  },
  { line: 'GET /organizations', call: (client) => client.organizations.list() },
  {
    line: 'GET /organizations/i_1/members',
    call: (client) => client.organizations.listMembers('i_1'),
  },
  {
    line: 'POST /organizations/i_1/members',
    call: (client) =>
      client.organizations.inviteMember('i_1', { email: 'b@example.com', role: 'developer' }),
    body: '{"email":"b@example.com","role":"developer"}',
  },
  {
    line: 'PATCH /organizations/i_1/members/u_1',
    call: (client) => client.organizations.updateMemberRole('i_1', 'u_1', { role: 'admin' }),
    body: '{"role":"admin"}',
  },
  {
    line: 'DELETE /organizations/i_1/members/u_1',
    call: (client) => client.organizations.removeMember('i_1', 'u_1'),
  },
  {
    line: 'POST /organizations/i_1/transfer-owner',
    call: (client) => client.organizations.transferOwner('i_1', { new_owner_user_id: 'u_1' }),
    body: '{"new_owner_user_id":"u_1"}',
  },
];
