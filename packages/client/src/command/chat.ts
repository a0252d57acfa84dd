import type { Action } from './action.ts';
import { printable } from './printable.ts';

/** `nexevo chat <text>` */
export const chat: Action = {
  summary: 'asks once, and shows the reply as it comes',
  takes: ['text'],
  options: {
    model: { value: 'MODEL', summary: 'alias or model id (nexevo/auto)' },
    system: { value: 'TEXT', summary: 'what the model is told first' },
  },
  async run(task) {
    const system = task.option('system');
    const stream = await task.client.chat.completions.stream(
      {
        model: task.option('model') ?? 'nexevo/auto',
        messages: [
          ...(system === undefined ? [] : [{ role: 'system' as const, content: system }]),
          { role: 'user', content: task.argument('text') },
        ],
      },
      task.call,
    );
    let reply = '';
    for await (const { choices } of stream) {
      const piece = choices[0]?.delta.content ?? '';
      reply += piece;
      if (!task.has('json')) task.terminal.write(printable(piece));
    }
    const generation = stream.generationId;
    if (generation && !task.has('json')) {
      task.terminal.remark(`\n\nGood? nexevo feedback submit ${printable(generation)} up`);
    }
    return { json: { content: reply, generation_id: generation ?? null }, text: '\n' };
  },
};
