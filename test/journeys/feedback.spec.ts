import { once } from 'node:events';
import { NexevoClient } from '@nexevo/client';
import { expect, test } from './fixture.ts';
import { apiKey } from './site.ts';

test('👎 with two tags and a comment arrives upstream under its generation, and moves the summary', async ({
  chat,
  page,
  site,
}) => {
  const client = new NexevoClient({ apiKey, baseUrl: site.upstreamUrl });
  const opened = once(site.local.traffic, 'chat-open');
  await chat.ask('How much does it cost?');
  const [{ generationId }] = await opened;
  const reply = await chat.answered();
  await reply.getByRole('button', { name: 'Good reply' }).click();
  await expect.poll(async () => (await client.feedback.summary()).positive_pct).toBe(100);

  const submitted = new Promise<unknown>((resolve) => {
    site.local.traffic.on('request', ({ path, body }) => {
      if (path === '/feedback' && (body as { comment?: string }).comment) resolve(body);
    });
  });
  await reply.getByRole('button', { name: 'Bad reply' }).click();
  await page.getByRole('button', { name: 'Incorrect' }).click();
  await page.getByRole('button', { name: 'Too long' }).click();
  await page.getByRole('textbox', { name: 'Tell us more (optional)' }).fill('The figure is off.');
  await page.getByRole('button', { name: 'Send feedback' }).click();
  expect(await submitted).toEqual({
    generation_id: generationId,
    rating: -1,
    tags: ['incorrect', 'too_verbose'],
    comment: 'The figure is off.',
  });
  await expect.poll(async () => (await client.feedback.summary()).positive_pct).toBe(0);
  await client.close();

  await page.reload();
  await expect(chat.replies.last().getByRole('button', { name: 'Bad reply' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});
