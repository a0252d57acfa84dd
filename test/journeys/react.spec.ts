import { fileURLToPath } from 'node:url';
import { build, defaultClientConditions, type Rollup } from 'vite';
import { Chat } from './chat.ts';
import { expect, test } from './fixture.ts';

/** The app as vite builds it for production, in one file. */
async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { conditions: ['@nexevo/source', ...defaultClientConditions] },
    build: {
      write: false,
      minify: false,
      rolldownOptions: {
        input: fileURLToPath(new URL(entry, import.meta.url)),
        output: { format: 'esm', codeSplitting: false },
      },
    },
  });
  const [{ output }] = [result].flat() as [Rollup.RolldownOutput];
  return output[0].code;
}

test('in React, properties are props and events are callbacks', async ({ page, site }) => {
  const code = await bundle('./react/app.ts');
  await page.route('**/react-app', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><title>An app</title><script type="module" src="/app.js"></script>',
    }),
  );
  await page.route('**/app.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: code }),
  );
  await page.goto(`${site.ownOrigin}/react-app`);
  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { name: 'Ask them' })).toBeVisible();
  await page.getByRole('button', { name: 'Say hello' }).click();
  await new Chat(page).answered();
  await expect(page.getByRole('status').first()).toContainText(
    /ready · sent Hello · reply complete/,
  );
});
