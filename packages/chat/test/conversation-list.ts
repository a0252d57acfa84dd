import type { NexevoChat } from '../src/nexevo-chat/nexevo-chat.ts';
import { find, findAll, mountChat, until } from './mount.ts';

/** A chat whose visitor has these conversations, the last one newest, with the list open. */
export async function withConversations(...list: string[]): Promise<NexevoChat> {
  const chat = await mountChat({ theme: 'light' });
  const [first, ...rest] = list;
  await make(chat, first!);
  if (rest.length > 5) await Promise.all(rest.map((title) => make(chat, title)));
  else for (const title of rest) await make(chat, title);
  find<HTMLElement>(chat, '#history-toggle')!.click();
  await until(() => titles(chat).length >= Math.min(30, list.length));
  // What it takes to change the list comes when somebody turns to it.
  find(chat, '.row-more')!.dispatchEvent(new PointerEvent('pointerenter'));
  await until(() => find(chat, '.row-menu'));
  return chat;
}

/** Asks the proxy as this chat's visitor. */
export async function api(chat: NexevoChat, path: string, body?: unknown) {
  const key = `nexevo:${chat.endpoint}:session`;
  let token = JSON.parse(localStorage.getItem(key) ?? '{}').token;
  if (!token) {
    // The chat makes its session by itself, when somebody types.
    find(chat, 'textarea')!.dispatchEvent(new InputEvent('input', { bubbles: true }));
    token = JSON.parse(await until(() => localStorage.getItem(key))).token;
  }
  const response = await fetch(chat.endpoint + path, {
    method: body ? 'POST' : 'GET',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return response.json();
}

export function make(chat: NexevoChat, title: string) {
  return api(chat, '/conversations', { title });
}

export async function listed(chat: NexevoChat): Promise<string[]> {
  const { conversations } = await api(chat, '/conversations?limit=100');
  return conversations.map(({ title }: { title: string }) => title);
}

export function titles(chat: NexevoChat): string[] {
  return findAll(chat, '.row-open').map(({ textContent }) => textContent!.trim());
}

export function groups(chat: NexevoChat): string[] {
  return findAll(chat, '.history-group').map(({ textContent }) => textContent!);
}

export function row(chat: NexevoChat, title: string): HTMLElement {
  return findAll(chat, '.row-open').find(({ textContent }) => textContent!.trim() === title)!;
}

export function focused(chat: NexevoChat): string | undefined {
  const active = chat.shadowRoot!.activeElement;
  return active?.matches('.row-open') ? active.textContent!.trim() : undefined;
}

export async function pick(chat: NexevoChat, title: string, action: string): Promise<void> {
  (row(chat, title).nextElementSibling as HTMLElement).click();
  const menu = await until(() => find(chat, '.row-menu:popover-open'));
  await until(() =>
    [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')].find(
      ({ textContent }) => textContent!.trim() === action,
    ),
  ).then((item) => item.click());
}

export function typeInto(field: HTMLInputElement, value: string, init: InputEventInit = {}): void {
  field.value = value;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, ...init }));
}
