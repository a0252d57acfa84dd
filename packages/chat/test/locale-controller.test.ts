import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { type TestContext, test } from 'node:test';
import { patience } from '../src/ask-patiently.ts';
import { LocaleController } from '../src/locale-controller.ts';

/** The chunk of all languages cannot be had; says how often it was asked for. */
function loseLocales(t: TestContext): () => number {
  let asked = 0;
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      if (!specifier.endsWith('/messages/locales.ts')) return next(specifier, context);
      asked += 1;
      throw new TypeError('Failed to fetch');
    },
  });
  t.after(() => hooks.deregister());
  return () => asked;
}

test('words that cannot be had are asked for again after a wait that doubles', async (t) => {
  const asked = loseLocales(t);
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const host = { locale: 'de', addController() {}, requestUpdate() {} };
  const controller = new LocaleController(host as never);
  controller.hostUpdate();
  for (const [times, wait] of [
    [1, patience],
    [2, 2 * patience],
    [3, 4 * patience],
  ] as const) {
    await controller.complete();
    assert.equal(asked(), times);
    t.mock.timers.tick(wait - 1);
    await controller.complete();
    assert.equal(asked(), times, 'nobody waits in vain');
    t.mock.timers.tick(1);
  }
  assert.equal(controller.current.tag, 'en');
});
