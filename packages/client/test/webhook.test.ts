import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { readWebhook, type WebhookDelivery } from '@nexevo/client';

const secret = 'whsec_0123456789';
const body =
  '{"id":"evt_1","type":"spend_cap.threshold","spent_usd":"80.00000000","key_name":"本番"}';

function signed(at: number, text = body, by = secret): string {
  const mac = createHmac('sha256', by).update(`${at}.${text}`).digest('hex');
  return `t=${at},v1=${mac}`;
}

const now = () => Math.floor(Date.now() / 1000);

test('a delivery that the gateway signed is read, as text or bytes', () => {
  for (const given of [body, Buffer.from(body)]) {
    const alert = readWebhook({ body: given, signature: signed(now()), secret });
    assert.deepEqual([alert.id, alert.spent_usd, alert.key_name], ['evt_1', '80.00000000', '本番']);
  }
});

const wrong: Record<string, () => Partial<WebhookDelivery>> = {
  'no signature': () => ({ signature: undefined }),
  'a signature that is none': () => ({ signature: 'v1=00' }),
  'another secret': () => ({ signature: signed(now(), body, 'whsec_other') }),
  'another body': () => ({ body: body.replace('80', '10') }),
  'another time': () => ({ signature: signed(now()).replace(/^t=\d+/, `t=${now() + 9}`) }),
  'an hour ago': () => ({ signature: signed(now() - 3600) }),
  'in an hour': () => ({ signature: signed(now() + 3600) }),
  'long ago, to whoever waits for no number': () => ({
    signature: signed(0),
    tolerance: Number.NaN,
  }),
};
for (const [name, change] of Object.entries(wrong)) {
  test(`a delivery is refused: ${name}`, () => {
    const delivery = { body, signature: signed(now()), secret, ...change() };
    assert.throws(() => readWebhook(delivery), {
      name: 'WebhookSignatureError',
      code: 'invalid_signature',
    });
  });
}

test('a secret that is not set is no secret: anybody could sign', () => {
  const delivery = { body, signature: signed(now(), body, ''), secret: '' };
  assert.throws(() => readWebhook(delivery), { name: 'NexevoError', code: 'invalid_option' });
});

test('who keeps deliveries longer says so', () => {
  const delivery = { body, signature: signed(now() - 3600), secret, tolerance: 7200 };
  assert.equal(readWebhook(delivery).id, 'evt_1');
});
