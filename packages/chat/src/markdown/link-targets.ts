import { LinkParts, type Target } from './link-parts.ts';
import type { References, Waiting } from './references.ts';

/** An open bracket of a link's or a picture's text. */
export interface Bracket {
  /** Which of the pieces it is. */
  index: number;
  image: boolean;
  /** Where its text begins. */
  start: number;
  /** The delimiter stack's height below it. */
  height: number;
  /** Whether another bracket follows, which no label can hold. */
  followed: boolean;
}

export interface FoundTarget {
  target: Target;
  end: number;
}

/** What the parser asks while it reads. */
export interface InlineContext {
  /** Absent where nothing is a label. */
  references: References | undefined;
  /** Told when a label gets a meaning that it did not have. */
  waiting?: Waiting;
}

/** Where the link goes whose bracket was just closed before `position`. */
export function findTarget(
  text: string,
  bracket: Bracket,
  position: number,
  { references, waiting }: InlineContext,
): FoundTarget | undefined {
  const parts = new LinkParts(text, position);
  const target = parts.inline();
  return target
    ? { target, end: parts.position }
    : references?.find(text, bracket, position, waiting);
}
