interface CountedMessage {
  content?: unknown;
}

// Scripts written without spaces come out near one token a character, others near one in four.
const dense =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu;

/** An estimate of the tokens in a text: one for four characters, or for one of a dense script. */
export function countTokens(text: string): number {
  const denseCharacters = text.match(dense)?.length ?? 0;
  return denseCharacters + Math.ceil((text.length - denseCharacters) / 4);
}

/** An estimate of a prompt's tokens: its texts and four for the frame of each message. */
export function countPromptTokens(messages: readonly CountedMessage[]): number {
  return messages.reduce((sum, message) => sum + 4 + countTokens(textOf(message)), 0);
}

/** The text of a message, whether it came as a string or as a list of parts. */
export function textOf({ content }: CountedMessage): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => (typeof part?.text === 'string' ? part.text : '')).join('');
}
