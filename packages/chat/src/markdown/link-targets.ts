import { LinkParts, normalizeLabel, type Target } from './link-parts.ts';
import type { References } from './references.ts';

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

/** What the parser asks while it reads. */
export interface InlineContext {
  references: References;
  /** Told of every label that has no meaning yet. */
  onMissing(label: string): void;
}

/** Where the link goes whose bracket was just closed before `position`. */
export function findTarget(
  text: string,
  bracket: Bracket,
  position: number,
  context: InlineContext,
): { target: Target; end: number } | undefined {
  const parts = new LinkParts(text, position);
  const inline = parts.inline();
  if (inline) return { target: inline, end: parts.position };
  parts.position = position;
  let label = parts.label();
  if (label === undefined) {
    parts.position = position;
    if (parts.take('[') && !parts.take(']')) parts.position = position;
    if (bracket.followed || position - bracket.start > 1000) return undefined;
    label = text.slice(bracket.start, position - 1);
  }
  const target = context.references.link(label);
  if (target) return { target, end: parts.position };
  if (label.trim()) context.onMissing(normalizeLabel(label));
  return undefined;
}
