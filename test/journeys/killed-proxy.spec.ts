import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createLocal } from '@nexevo/local';
import { CommandProcess } from '../chaos/command-process.ts';
import { Chat } from './chat.ts';
import { expect, watched } from './fixture.ts';
import { HeldModel } from './held-model.ts';

interface World {
  model: HeldModel;
  pageUrl: string;
  /** The text of the reply in the proxy's file. */
  writtenDown(): string;
  /** Ends the proxy's process at once, and starts another on its port and its file. */
  restart(): Promise<void>;
}

/** The proxy as the command a self-hoster runs, and a page on another origin. */
const test = watched.extend<{ world: World }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern.
  world: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'nexevo-killed-'));
    const dataPath = join(folder, 'proxy.sqlite');
    const model = await HeldModel.open();
    const local = createLocal({ dataPath: ':memory:', llm: model, requestsPerMinute: 10_000 });
    const { url } = await local.listen(0);
    let html = '';
    const pages = createServer((_request, response) => response.end(html)).listen(0, '127.0.0.1');
    await once(pages, 'listening');
    const pageUrl = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
    const start = (port: string) =>
      CommandProcess.start('proxy', ['--port', port], {
        NEXEVO_API_KEY: 'sk-xc-local-killed-0001',
        NEXEVO_SESSION_SECRET: 'a-session-secret-that-is-long-enough-01',
        NEXEVO_UPSTREAM_URL: url,
        NEXEVO_DATA: dataPath,
        NEXEVO_ORIGINS: pageUrl,
        NEXEVO_LEASE: '2',
      });
    let proxy = await start('0');
    const { origin, port } = new URL(proxy.url);
    html = `<!doctype html><html lang="en"><title>A page</title><body><script
      src="${origin}/nexevo/nexevo-chat.js" data-mode="inline"></script></body></html>`;
    const restart = async () => {
      await proxy.end('SIGKILL');
      proxy = await start(port);
    };
    const writtenDown = () => {
      const file = new DatabaseSync(dataPath, { readOnly: true });
      const row = file.prepare("SELECT text FROM messages WHERE role = 'assistant'").get();
      file.close();
      return String(row?.text);
    };
    await use({ model, pageUrl, writtenDown, restart });
    await proxy.end('SIGKILL');
    pages.closeAllConnections();
    pages.close();
    await local.close();
    model.close();
    await rm(folder, { recursive: true });
  },
});

test('when the proxy is killed in mid-answer, the reply is shown as far as it came, and the conversation goes on', async ({
  page,
  world,
}) => {
  test.setTimeout(90_000);
  await page.goto(world.pageUrl);
  const chat = new Chat(page);
  await chat.ask('apples');
  await expect(chat.replies).toContainText('About apples:', { timeout: 20_000 });
  // What is not written down yet may go with the process.
  await expect.poll(() => world.writtenDown(), { timeout: 20_000 }).toContain('About apples:');
  await world.restart();
  await expect(chat.replies).toContainText('The reply was interrupted', { timeout: 45_000 });
  await expect(chat.replies).toContainText('About apples:');
  await chat.ask('pears');
  await expect(chat.replies.last()).toContainText('About pears:', { timeout: 20_000 });
  world.model.end('pears');
  await expect(await chat.answered()).toContainText('that was pears.');
});
