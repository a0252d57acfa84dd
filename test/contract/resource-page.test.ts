import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startLocal } from './gateways.ts';

// The examples of the vendor's resource page, one by one, in TypeScript, with what the page says of each.

test('conversations: a container with a title; appending keeps a message and calls no model', async (t) => {
  const { client, local } = await startLocal(t);
  let chats = 0;
  local.traffic.on('chat-open', () => chats++);

  const conv = await client.conversations.create({ title: 'My Session' });
  await client.conversations.appendMessage(conv.conversation_id, {
    role: 'user',
    content: 'Hello!',
  });
  const allConvs = await client.conversations.list({ limit: 20 });
  const detail = await client.conversations.get(conv.conversation_id);

  assert.deepEqual(
    allConvs.conversations.map(({ conversation_id, title }) => [conversation_id, title]),
    [[conv.conversation_id, 'My Session']],
  );
  assert.deepEqual(
    detail.messages.map(({ role, content }) => [role, content]),
    [['user', 'Hello!']],
  );
  assert.equal(chats, 0);
});

test('accounts: profile, password and two-factor status by the bearer token', async (t) => {
  const { client, another } = await startLocal(t);

  const me = await client.auth.me();
  await client.auth.updateProfile({ full_name: 'A. Person' });
  await client.auth.changePassword({
    current_password: 'old-pwd',
    new_password: 'new-pwd-123',
  });
  const status = await client.auth.twoFaStatus();

  assert.equal((await client.auth.me()).full_name, 'A. Person');
  assert.equal(status.enabled, false);
  const login = { email: me.email, password: 'new-pwd-123' };
  const session = await another(null).auth.login(login);
  assert.equal(session.user.user_id, me.user_id);
});

test('keys: the full key is given once, with a monthly cap and an alert by HTTPS', async (t) => {
  const { client, another } = await startLocal(t);

  const created = await client.keys.create({ name: 'prod-2026' });
  const printed: string = created.full_key;
  await client.keys.updateSpendCap(created.key.key_id, { monthly_spend_cap_usd: '100' });
  await client.keys.updateAlertWebhook(created.key.key_id, {
    url: 'https://your-app.com/billing-alert',
  });

  const { keys } = await client.keys.list();
  const [key] = keys.filter(({ key_id }) => key_id === created.key.key_id);
  assert.equal(key?.monthly_spend_cap_usd, '100.00000000');
  assert.equal(key?.alert_webhook_url, 'https://your-app.com/billing-alert');
  assert.ok(!JSON.stringify(keys).includes(printed));
  const { balance_usd } = await another(printed).billing.balance();
  assert.equal(balance_usd, (await client.billing.balance()).balance_usd);
});

test('billing: balance, usage by day and tier, plan, hint, and a checkout that never charges twice', async (t) => {
  const { client, local } = await startLocal(t);
  const use = { model: 'nexevo/fast', inputTokens: 1_000_000, outputTokens: 1_000_000 };
  local.addUsage('sk-xc-local-contract', use);
  local.addUsage('sk-xc-local-contract', { ...use, model: 'openai/gpt-5', inputTokens: 0 });

  const bal = await client.billing.balance();
  const usage = await client.billing.usage({ days: 7 });
  const plan = await client.billing.getPlan();
  const hint = await client.billing.upgradeHint();
  const advice = hint.hint
    ? `建议: ${hint.hint.recommend_plan}, 可省 ${hint.hint.savings_pct}%`
    : 'none';
  const session = await client.billing.checkout({
    amount_usd: 20,
    idempotency_key: 'topup-2026-04-27-001',
  });

  assert.equal(bal.balance_usd, '10.40000000');
  assert.equal(usage.daily.length, 7);
  assert.equal(usage.by_tier.fast?.cost_usd, '2.00000000');
  assert.equal(usage.by_tier.passthrough?.cost_usd, '12.60000000');
  assert.equal(usage.total.cost_usd, '14.60000000');
  assert.equal(plan.plan, 'payg');
  assert.match(advice, /^(none|建议: \w+, 可省 \d+(\.\d)?%)$/);
  assert.match(session.checkout_url, /^http:\/\/127\.0\.0\.1:\d+\/checkout\//);
  const again = await client.billing.checkout({
    amount_usd: 20,
    idempotency_key: 'topup-2026-04-27-001',
  });
  assert.equal(again.checkout_url, session.checkout_url);
});

test('billing: who would pay less on another plan is told which, and how much less', async (t) => {
  const { client, local } = await startLocal(t);
  const aDay = 86_400_000;
  for (let day = 0; day < 30; day++) {
    local.addUsage('sk-xc-local-contract', {
      model: 'nexevo/balanced',
      inputTokens: 10_000_000,
      outputTokens: 5_000_000,
      date: new Date(Date.now() - day * aDay),
    });
  }
  const { hint } = await client.billing.upgradeHint();
  assert.ok(hint, 'no hint');
  assert.notEqual(hint.recommend_plan, 'payg');
  assert.ok(hint.savings_pct > 0 && hint.savings_pct < 100, String(hint.savings_pct));
});

test('organizations: members are invited with a role, and ownership is handed over', async (t) => {
  const { client, another } = await startLocal(t);
  const dev = await another(null).auth.register({ email: 'dev@acme.com', password: 'long enough' });

  const org = await client.organizations.create('My team');
  await client.organizations.inviteMember(org.organization.org_id, {
    email: 'dev@acme.com',
    role: 'developer',
  });
  const session = another(null);
  session.useSession(
    (await session.auth.login({ email: 'dev@acme.com', password: 'long enough' })).access_token,
  );
  const members = await client.organizations.listMembers(org.organization.org_id);
  const transferred = await client.organizations.transferOwner(org.organization.org_id, {
    new_owner_user_id: dev.user.user_id,
  });

  assert.deepEqual(
    members.members.map(({ role, status }) => [role, status]),
    [
      ['owner', 'active'],
      ['developer', 'active'],
    ],
  );
  assert.equal(transferred.organization.role, 'admin');
  const [mine] = (await session.organizations.list()).organizations;
  assert.deepEqual([mine?.name, mine?.role], ['My team', 'owner']);
});

test('feedback: a thumb for the generation id of a reply counts in the summary', async (t) => {
  const { client } = await startLocal(t);

  const resp = await client.chat.completions.create({
    model: 'nexevo/balanced',
    messages: [{ role: 'user', content: 'Hello!' }],
  });
  const genId = resp.nexevo?.generation_id ?? '';
  await client.feedback.submit({
    generation_id: genId,
    rating: 1,
    comment: 'Helpful!',
    tags: ['accurate'],
  });
  const summary = await client.feedback.summary({ days: 7 });

  assert.deepEqual([summary.total, summary.positive_pct], [1, 100]);
});
