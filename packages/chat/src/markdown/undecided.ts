const marksOnly =
  /^(?:[ \t>]|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))*(?:[-+*_=~`#|:$.\s]*|\d{1,9}[.)]?|\[[^\]]{0,60}\]?:?[ \t]*|(?:```|~~~)[^`]*)$/;

/** Whether nobody can tell yet what a line will be: it is all marks, or the start of a fence. */
export function isUndecided(line: string): boolean {
  return line.length < 200 && marksOnly.test(line);
}

const halfMarks = /(?:[*_~`$]+|\\[[(]?|!?\[\^?|<(?:[a-z/!?][^<>]*)?|&#?\w*)$/i;

/** A text without the marks at its end that only what follows can tell. */
export function withoutHalfMarks(text: string): string {
  const half = halfMarks.exec(text.slice(-200));
  return (half ? text.slice(0, text.length - half[0].length) : text).trimEnd();
}

/** How much unfinished text may be taken for the start of a link or of code. */
export const maxGuess = 400;

/** Whether a link's address may be what is being written behind its text: `[text](addr`. */
export function isHalfTarget(text: string, position: number): boolean {
  if (text.length - position > maxGuess) return false;
  const rest = text.slice(position);
  return rest === '' || (rest.startsWith('(') && !rest.includes(')'));
}
