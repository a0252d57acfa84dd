import { test as base } from './fixture.ts';
import { HeldModel } from './held-model.ts';
import { Site } from './site.ts';

/** Each reply ends when the journey says so: what happens in its middle happens there on a slow machine, too. */
export const test = base.extend<{ model: HeldModel }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern.
  model: async ({}, use) => {
    const model = await HeldModel.open();
    await use(model);
    model.close();
  },
  site: async ({ model }, use) => {
    const site = await Site.open({ pace: 400, llm: model });
    await use(site);
    await site.close();
  },
});
