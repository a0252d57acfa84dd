import type { FaultName } from '@nexevo/local';
import { expect, test } from './fixture.ts';

const refusals: [FaultName, string][] = [
  ['unauthorized', 'The assistant is not available right now.'],
  ['insufficient-balance', 'The assistant is not available right now.'],
  ['rate-limit', 'Many people are asking right now.'],
  ['bad-gateway', 'The assistant could not answer.'],
  ['garbage', 'The assistant’s answer could not be read.'],
];

for (const [fault, sentence] of refusals) {
  test(`when the gateway answers with ${fault}, the visitor reads why and the operator finds the trace`, async ({
    chat,
    site,
  }) => {
    site.local.faults.set(fault, { path: '/chat/completions', resetSeconds: 1 });
    await chat.ask('A question worth keeping');
    // A 429 is waited for twice before it is given up.
    await expect(chat.replies.last()).toContainText(sentence, { timeout: 15_000 });
    await expect(chat.questions).toHaveText('A question worth keeping');
    const lines = site.logs.split('\n').filter((line) => line.includes('reply failed'));
    expect(lines.map((line) => JSON.parse(line).traceId)).toEqual([expect.any(String)]);

    site.local.faults.set(null);
    await chat.replies.last().getByRole('button', { name: 'Retry' }).click();
    // After a 429 the line waits for the gateway's next second, and a busy machine for longer.
    const again = chat.replies.last().locator('nexevo-chat-markdown');
    await expect(again).toHaveText(/\w{3,}/, { timeout: 20_000 });
    await expect(chat.questions).toHaveCount(1);
  });
}

test('when the key’s minute is used up, the visitor reads their place in line and then the answer', async ({
  chat,
  site,
}) => {
  site.local.faults.set('rate-limit', { path: '/chat/completions', resetSeconds: 3, times: 1 });
  await chat.ask('A question worth waiting for');
  await expect(chat.replies.last()).toContainText('Waiting, number 1 in line…');
  await expect(chat.replies.last()).not.toContainText('Waiting', { timeout: 15_000 });
  await expect((await chat.answered()).locator('nexevo-chat-markdown')).toHaveText(/\w{3,}/);
});

test('when the gateway cuts the stream, what arrived is kept, marked, and can be asked again', async ({
  chat,
  page,
  site,
}) => {
  site.local.faults.set('cut-stream', { afterChunks: 6 });
  await chat.ask('Show me what you can render');
  await expect(chat.replies.last()).toContainText('The connection to the assistant broke off');
  const text = await chat.replies.last().locator('nexevo-chat-markdown').innerText();
  expect(text.length).toBeGreaterThan(5);
  site.local.faults.set(null);
  await page.reload();
  await expect(chat.replies.last().locator('nexevo-chat-markdown')).toHaveText(text, {
    useInnerText: true,
  });
  await chat.replies.last().getByRole('button', { name: 'Answer again' }).click();
  await expect((await chat.answered()).getByRole('table')).toBeVisible();
});
