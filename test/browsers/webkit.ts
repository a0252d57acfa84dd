import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, orEnd, untilUp } from './browser.ts';

const miniBrowsers = ['4.1', '6.0', '4.0'].map(
  (version) => `/usr/lib/x86_64-linux-gnu/webkit2gtk-${version}/MiniBrowser`,
);

/** What is read of the answers to the commands below; a picture is a text in base64. */
type Answer = string & {
  message: string;
  sessionId: string;
  capabilities: { browserVersion: string };
  value: unknown;
  error?: string;
};

/** WebKitGTK's small browser over WebDriver; needs a display. */
export async function openWebKit(port: number): Promise<Browser> {
  const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
  });
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: Answer };
    if (!response.ok) throw new Error(`${path}: ${value.message}`);
    return value;
  };
  const { sessionId, capabilities } = await orEnd(driver, async () => {
    await untilUp(() => call('GET', '/status'));
    const binary = miniBrowsers.find((path) => existsSync(path));
    return call('POST', '/session', {
      capabilities: {
        alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } },
      },
    });
  });
  const session = `/session/${sessionId}`;
  return {
    name: `WebKitGTK ${capabilities.browserVersion}`,
    open: async (url) => void (await call('POST', `${session}/url`, { url })),
    run: (body) =>
      call('POST', `${session}/execute/async`, {
        script: `const end = arguments[0]; (async () => {${body}})().then(
          (value) => end({ value }), (error) => end({ error: String(error) }))`,
        args: [],
      }).then(({ value, error }) => {
        if (error) throw new Error(error);
        return value;
      }),
    perform: async (actions) => void (await call('POST', `${session}/actions`, { actions })),
    screenshot: async () => Buffer.from(await call('GET', `${session}/screenshot`), 'base64'),
    close: async () => {
      await call('DELETE', session);
      driver.kill();
    },
  };
}
