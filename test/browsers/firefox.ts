import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, orEnd, untilUp } from './browser.ts';

/** What is read of the answers to the commands below. */
interface Answer {
  id: number;
  message?: string;
  result: {
    capabilities: { browserVersion: string };
    context: string;
    result: { value: string };
    exceptionDetails?: { text: string };
    data: string;
  };
}

/** Firefox over WebDriver BiDi, which it speaks by itself. */
export async function openFirefox(port: number): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'nexevo-firefox-'));
  const command = process.env.FIREFOX_PATH ?? 'firefox-esr';
  const flags = ['--headless', '--no-remote', '--profile', profile];
  const firefox = spawn(command, [...flags, `--remote-debugging-port=${port}`], {
    stdio: 'ignore',
  });
  const socket = await orEnd(firefox, () =>
    untilUp(() => connect(`ws://127.0.0.1:${port}/session`)),
  );
  const waiting = new Map<number, (answer: Answer) => void>();
  socket.addEventListener('message', ({ data }) => {
    const answer: Answer = JSON.parse(String(data));
    waiting.get(answer.id)?.(answer);
  });
  let id = 0;
  const call = (method: string, params: object): Promise<Answer['result']> =>
    new Promise((resolve, reject) => {
      id += 1;
      waiting.set(id, ({ result, message }) =>
        result ? resolve(result) : reject(new Error(message)),
      );
      socket.send(JSON.stringify({ id, method, params }));
    });
  const { capabilities, context } = await orEnd(firefox, async () => ({
    ...(await call('session.new', { capabilities: {} })),
    ...(await call('browsingContext.create', { type: 'tab' })),
  }));
  return {
    name: `Firefox ${capabilities.browserVersion}`,
    open: async (url) => {
      await call('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    run: async (body) => {
      const { result, exceptionDetails } = await call('script.callFunction', {
        functionDeclaration: `async () => JSON.stringify((await (async () => {${body}})()) ?? null)`,
        target: { context },
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return JSON.parse(result.value);
    },
    perform: async (actions) => {
      await call('input.performActions', { context, actions });
    },
    screenshot: async () => {
      const { data } = await call('browsingContext.captureScreenshot', { context });
      return Buffer.from(data, 'base64');
    },
    close: async () => {
      await call('browser.close', {});
      if (firefox.exitCode === null) await new Promise((resolve) => firefox.on('exit', resolve));
      rmSync(profile, { recursive: true });
    },
  };
}

function connect(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url);
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(socket));
    socket.addEventListener('error', () => reject(new Error(`${url} cannot be reached.`)));
  });
}
