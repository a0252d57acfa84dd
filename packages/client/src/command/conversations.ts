import type { Conversation, ConversationParams, MessageRole } from '../conversations.ts';
import type { Noun } from './action.ts';
import { oneLine, printable } from './printable.ts';
import { facts, moment, table } from './table.ts';
import { type Task, yes } from './task.ts';
import { UsageError } from './usage-error.ts';

const details = {
  title: { value: 'TEXT', summary: 'what it is about' },
  metadata: { value: 'JSON', summary: 'an object of yours, at most 4 KB' },
};

/** `nexevo conversations` */
export const conversations: Noun = {
  summary: 'what the gateway keeps of conversations; none of it reaches a model',
  actions: {
    list: {
      summary: 'the newest conversations',
      options: { limit: { value: 'N', summary: 'how many' } },
      async run(task) {
        const limit = task.count('limit');
        const json = await task.client.conversations.list({ limit }, task.call);
        const rows = json.conversations.map((one) => [
          one.conversation_id,
          moment(one.updated_at),
          oneLine(one.title, 60),
        ]);
        return { json, text: table(['Conversation', 'Last change', 'Title'], rows) };
      },
    },
    show: {
      summary: 'one conversation with its messages',
      takes: ['id'],
      async run(task) {
        const json = await task.client.conversations.get(task.argument('id'), task.call);
        const messages = json.messages.map(
          ({ role, created_at, content }) =>
            `\n${oneLine(role)}, ${moment(created_at) ?? '–'}\n${printable(content ?? '')}\n`,
        );
        return { json, text: describe(json) + messages.join('') };
      },
    },
    create: {
      summary: 'a new conversation',
      options: details,
      async run(task) {
        const json = await task.client.conversations.create(readDetails(task), task.call);
        return { json, text: describe(json) };
      },
    },
    update: {
      summary: 'another title or other metadata',
      takes: ['id'],
      options: details,
      async run(task) {
        const change = readDetails(task);
        if (Object.keys(change).length === 0) throw new UsageError('say --title or --metadata');
        const id = task.argument('id');
        const json = await task.client.conversations.update(id, change, task.call);
        return { json, text: describe(json) };
      },
    },
    append: {
      summary: 'keeps a message; without text, a line of standard input',
      takes: ['id', 'text?'],
      options: { role: { value: 'ROLE', summary: 'user (default), assistant, system or tool' } },
      async run(task) {
        const message = {
          role: (task.option('role') ?? 'user') as MessageRole,
          content: task.optional('text') ?? (await task.terminal.ask('Text')),
        };
        const id = task.argument('id');
        const json = await task.client.conversations.appendMessage(id, message, task.call);
        return { json, text: `Kept as ${oneLine(json.message_id)}.\n` };
      },
    },
    delete: {
      summary: 'deletes a conversation with its messages',
      takes: ['id'],
      options: yes,
      async run(task) {
        const id = task.argument('id');
        await task.sure(`Delete ${id} with all its messages?`);
        await task.client.conversations.delete(id, task.call);
        return { json: { conversation_id: id, deleted: true }, text: `Deleted ${id}.\n` };
      },
    },
  },
};

function describe(conversation: Conversation): string {
  const { conversation_id, title, metadata, created_at, updated_at } = conversation;
  return facts({
    Conversation: conversation_id,
    Title: title,
    Metadata: JSON.stringify(metadata),
    Created: moment(created_at),
    Changed: moment(updated_at),
  });
}

function readDetails(task: Task): ConversationParams {
  const title = task.option('title');
  const metadata = task.option('metadata');
  return {
    ...(title !== undefined && { title }),
    ...(metadata !== undefined && { metadata: parseJson(metadata) }),
  };
}

/** Whether it is an object is the client's to check. */
function parseJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError('--metadata is not JSON', { cause });
  }
}
