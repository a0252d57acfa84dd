import type { Page } from 'playwright/test';
import { Chat } from './chat.ts';
import { expect, test } from './fixture.ts';

/** The session token that the component keeps for its endpoint. */
async function tokenOf(page: Page): Promise<string> {
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  const token = /eyJ[\w-]+\.[\w-]+\.[\w-]+/.exec(stored)?.[0];
  if (!token) throw new Error('the page keeps no session');
  return token;
}

test('a second visitor sees nothing of the first and gets 404 on every id', async ({
  chat,
  page,
  site,
  openContext,
}) => {
  await chat.ask('My secret plan');
  await chat.answered();
  const accepted = /^event: accepted\ndata: (.*)$/m.exec(site.received)?.[1];
  const { conversation, reply, run_id: run } = JSON.parse(accepted ?? 'null');

  const context = await openContext();
  const strangersPage = await context.newPage();
  await strangersPage.goto(site.ownOrigin);
  const stranger = new Chat(strangersPage);
  await stranger.ask('Hello');
  await stranger.answered();
  const history = await stranger.openHistory();
  await expect(history).not.toContainText('My secret plan');

  const api = `${site.ownOrigin}/nexevo`;
  const headers = { Authorization: `Bearer ${await tokenOf(strangersPage)}` };
  const post = { client_message_id: 'stranger-0001', text: 'hi', conversation_id: conversation.id };
  const requests = [
    ['GET', `/conversations/${conversation.id}`],
    ['PATCH', `/conversations/${conversation.id}`, { title: 'mine' }],
    ['DELETE', `/conversations/${conversation.id}`],
    ['POST', '/messages', post],
    ['POST', `/messages/${reply.id}/regenerate`, { client_run_id: 'stranger-0002' }],
    ['GET', `/runs/${run}/events`],
    ['POST', `/runs/${run}/stop`],
    ['PUT', `/messages/${reply.id}/feedback`, { rating: 1 }],
  ] as const;
  for (const [method, path, data] of requests) {
    const response = await context.request.fetch(`${api}${path}`, { method, headers, data });
    expect(response.status(), `${method} ${path}`).toBe(404);
  }

  await page.reload();
  await expect(chat.questions).toHaveText('My secret plan');
});
