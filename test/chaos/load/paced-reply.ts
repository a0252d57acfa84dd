/** What a paced gateway is asked for: the question itself says it, so that every proxy passes it on. */
export interface PacedReply {
  /** Tells one stream from another. */
  name: string;
  chunks: number;
  /** Chunks a second; 0 for as fast as they go. */
  pace: number;
  /** After so many chunks the connection is reset. */
  diesAfter?: number;
}

export function questionFor({ name, chunks, pace, diesAfter }: PacedReply): string {
  return ['reply', name, chunks, pace, diesAfter ?? ''].join(' ').trimEnd();
}

/** `undefined` for what is no such question. */
export function readQuestion(question: string): PacedReply | undefined {
  const match = /^reply (\S+) (\d+) (\d+)(?: (\d+))?$/.exec(question);
  if (!match) return undefined;
  const [, name = '', chunks, pace, dies] = match;
  const diesAfter = dies === undefined ? {} : { diesAfter: Number(dies) };
  return { name, chunks: Number(chunks), pace: Number(pace), ...diesAfter };
}

const words = ['the', 'Grüße', '世界', 'and', '👩‍💻', 'answer', 'مرحبا', 'to'];

/** One chunk's text: no two streams have the same, and characters of one to four bytes are among them. */
export function pieceOf(name: string, index: number): string {
  return `${words[index % words.length]} ${name}.${index} `;
}

export function textFor(name: string, chunks: number): string {
  return Array.from({ length: chunks }, (_, index) => pieceOf(name, index)).join('');
}
