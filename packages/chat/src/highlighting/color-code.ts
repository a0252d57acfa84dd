import { ColorQueue } from './color-queue.ts';

const queue = new ColorQueue();

/** Colours code while the browser has nothing else to do; called again whenever there is more of it. */
export function colorCode(text: Text, language: string, whole: boolean): void {
  queue.add(text, language, whole);
}
