import type { Action } from './action.ts';
import { table } from './table.ts';

/** `nexevo models` */
export const models: Action = {
  summary: 'what may be asked',
  async run(task) {
    const json = await task.client.models.list(task.call);
    return {
      json,
      text: table(
        ['Model', 'Of'],
        json.data.map(({ id, owned_by }) => [id, owned_by]),
      ),
    };
  },
};
