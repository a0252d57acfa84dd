import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotFoundError } from '@nexevo/client';
import { writable } from '../gateways.ts';
import { shapes } from './shapes.ts';

for (const { name, connect } of writable) {
  test(`${name}: a conversation is made, written to, read, renamed, listed and deleted`, async (t) => {
    const { conversations } = await connect(t);
    const metadata = { topic: 'contract', n: 1 };
    const made = await conversations.create({ title: 'Contract', metadata });
    const { conversation_id: id } = shapes.conversation.parse(made);
    for (const [role, content] of [
      ['user', 'Hello!'],
      ['assistant', 'こんにちは 👋'],
    ] as const) {
      shapes.message.parse(await conversations.appendMessage(id, { role, content }));
    }
    await conversations.update(id, { title: 'Renamed' });
    const detail = await conversations.get(id);
    assert.deepEqual([detail.title, detail.metadata], ['Renamed', metadata]);
    assert.deepEqual(
      detail.messages.map(({ role, content }) => [role, content]),
      [
        ['user', 'Hello!'],
        ['assistant', 'こんにちは 👋'],
      ],
    );
    const [newest] = (await conversations.list({ limit: 1 })).conversations;
    assert.equal(newest?.conversation_id, id);
    await conversations.delete(id);
    await assert.rejects(conversations.get(id), NotFoundError);
  });

  test(`${name}: a key is made, limited, watched, routed, listed and revoked`, async (t) => {
    const { keys } = await connect(t);
    const { full_key, key } = await keys.create({
      name: 'contract',
      monthly_spend_cap_usd: '100.00',
    });
    const id = shapes.key.parse(key).key_id;
    try {
      assert.match(full_key, /^sk-xc-/);
      assert.equal(Number(key.monthly_spend_cap_usd), 100);
      const capped = await keys.updateSpendCap(id, { monthly_spend_cap_usd: '0.10' });
      assert.match(capped.key.monthly_spend_cap_usd ?? '', /^0\.10*$/);
      const free = await keys.updateSpendCap(id, { clear: true });
      assert.equal(free.key.monthly_spend_cap_usd, null);
      const url = 'https://example.com/billing-alert';
      const watched = await keys.updateAlertWebhook(id, { url });
      assert.equal(watched.key.alert_webhook_url, url);
      const silent = await keys.updateAlertWebhook(id, { clear: true });
      assert.equal(silent.key.alert_webhook_url, null);
      const routed = await keys.updateRouting(id, { policy: 'overseas-only' });
      assert.equal(routed.key.routing_policy, 'overseas-only');
      const listed = (await keys.list()).keys.find(({ key_id }) => key_id === id);
      assert.deepEqual(shapes.key.parse(listed), shapes.key.parse(routed.key));
    } finally {
      await keys.revoke(id);
    }
    await assert.rejects(keys.revoke(id), NotFoundError);
  });

  test(`${name}: the same idempotency key opens one checkout, and another amount is a conflict`, async (t) => {
    const { billing } = await connect(t);
    const first = shapes.checkout.parse(await billing.checkout({ amount_usd: '20.10' }));
    assert.equal(Number(first.amount_usd), 20.1);
    const { idempotency_key } = first;
    const again = await billing.checkout({ amount_usd: '20.10', idempotency_key });
    assert.equal(again.checkout_id, first.checkout_id);
    await assert.rejects(billing.checkout({ amount_usd: '20.11', idempotency_key }), {
      name: 'ConflictError',
    });
  });

  test(`${name}: a reply can be rated, and rated anew`, async (t) => {
    const client = await connect(t);
    const reply = await client.chat.completions.create({
      model: 'nexevo/fast',
      messages: [{ role: 'user', content: 'Say yes.' }],
      max_tokens: 5,
    });
    const generation_id = reply.nexevo?.generation_id ?? '';
    for (const rating of [1, -1] as const) {
      const receipt = await client.feedback.submit({ generation_id, rating, tags: ['accurate'] });
      assert.equal(shapes.feedback.parse(receipt).rating, rating);
    }
  });
}
