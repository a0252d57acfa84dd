import { Chat } from './chat.ts';
import { expect, test } from './fixture.ts';
import { Site } from './site.ts';
import { ThinkingModel } from './thinking-model.ts';

test.slow();

test('a model that thinks aloud is shown folded, in its own time, and is neither copied nor told again', async ({
  page,
}) => {
  const model = await ThinkingModel.open();
  const site = await Site.open({ pace: 400, llm: { url: model.url } });
  try {
    await page.goto(site.ownOrigin);
    const chat = new Chat(page);
    await chat.ask('Which number is it?');
    const reply = chat.replies.last();
    const thinking = reply.locator('summary');
    await expect(thinking).toHaveText('Thinking…');
    await expect(reply.getByText('The visitor asks')).toBeHidden();
    await thinking.click();
    await expect(reply.getByText('The visitor asks for a number.')).toBeVisible();

    model.answer();
    await chat.answered();
    await expect(thinking).toHaveText(/^\s*Thought for \d+ s\s*$/);
    await expect(reply.getByText('It must be 42.')).toBeVisible();
    await expect(reply.locator('nexevo-chat-markdown')).toHaveText('The number is 42.');
    expect(await chat.copyOf(reply)).toBe('The number is 42.');
    const transcript = await page
      .locator('nexevo-chat')
      .evaluate((chat: HTMLElement & { exportTranscript(): Promise<string> }) =>
        chat.exportTranscript(),
      );
    expect(transcript).toContain('The number is 42.');
    expect(transcript).not.toContain('It must be');

    await page.reload();
    await expect(thinking).toHaveText(/^\s*Thought for \d+ s\s*$/);
    await chat.ask('And the next one?');
    await expect.poll(() => model.asked.length).toBe(2);
    expect(model.asked[1]).toContain('The number is 42.');
    expect(model.asked[1]).not.toContain('It must be 42');
    model.answer();
    await chat.answered();
  } finally {
    await site.close();
    model.close();
  }
});
