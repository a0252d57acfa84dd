import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLocal } from '@nexevo/local';
import { createProxy } from '@nexevo/proxy';
import express, { type Router } from 'express';
import { pino } from 'pino';
import { root } from './root.ts';

const deepChatFolder = path.join(root, 'test', 'bench', 'node_modules', 'deep-chat', 'dist');

const page = (body: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,"></head>
<body><main style="block-size: 640px">${body}</main></body></html>`;

/** The whole widgets as a page's author would write them: ours through a real proxy, deep-chat by its bundle. */
export async function widgetPages(): Promise<{ router: Router; close(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'nexevo-bench-'));
  const local = createLocal({ dataPath: path.join(folder, 'local.sqlite') });
  const { url } = await local.listen(0);
  const proxy = createProxy({
    apiKey: 'sk-xc-local-bench-0123456789',
    sessionSecret: 'the-session-secret-of-the-benchmark-1',
    upstreamUrl: url,
    dataPath: path.join(folder, 'proxy.sqlite'),
    logger: pino({ level: 'error' }),
  });
  await proxy.ready();
  const router = express.Router();
  router.use('/nexevo', proxy.router);
  router.use('/deep-chat', express.static(deepChatFolder));
  router.get('/widget/ours', (_request, response) => {
    response.send(page('<script src="/nexevo/nexevo-chat.js" data-mode="inline" async></script>'));
  });
  router.get('/widget/deep-chat', (_request, response) => {
    response.send(
      page(
        '<script type="module" src="/deep-chat/deepChat.bundle.js"></script><deep-chat demo="true"></deep-chat>',
      ),
    );
  });
  return {
    router,
    close: async () => {
      await proxy.close();
      await local.close();
      await rm(folder, { recursive: true });
    },
  };
}
