import type { Rating } from '../feedback.ts';
import type { Noun } from './action.ts';
import { oneLine } from './printable.ts';
import { facts } from './table.ts';
import { UsageError } from './usage-error.ts';

const ratings: Record<string, Rating> = { up: 1, '1': 1, down: -1, '-1': -1 };

/** `nexevo feedback` */
export const feedback: Noun = {
  summary: 'what people thought of replies; it teaches the router',
  actions: {
    submit: {
      summary: 'a thumb for a reply: up or down',
      takes: ['generation', 'rating'],
      options: {
        comment: { value: 'TEXT', summary: 'at most 2,000 characters' },
        tag: {
          value: 'TAG',
          summary: 'accurate, incorrect, too_verbose, irrelevant …; again for more',
          many: true,
        },
      },
      async run(task) {
        const rating = ratings[task.argument('rating')];
        if (rating === undefined) throw new UsageError('say up or down');
        const comment = task.option('comment');
        const tags = task.all('tag');
        const json = await task.client.feedback.submit(
          {
            generation_id: task.argument('generation'),
            rating,
            ...(comment !== undefined && { comment }),
            ...(tags && { tags }),
          },
          task.call,
        );
        return { json, text: `Kept as ${oneLine(json.feedback_id)}.\n` };
      },
    },
    summary: {
      summary: 'how many thumbs went up',
      options: { days: { value: 'N', summary: '1–365, today included (7)' } },
      async run(task) {
        const days = task.count('days') ?? 7;
        const json = await task.client.feedback.summary({ days }, task.call);
        const text = facts({
          Up: json.positive,
          Down: json.negative,
          Positive: json.positive_pct === null ? 'no vote yet' : `${json.positive_pct} %`,
        });
        return { json, text };
      },
    },
  },
};
