import type { CSSResultGroup } from 'lit';
import { tokens } from '../../tokens.ts';
import { codeStyles } from './code-styles.ts';
import { composerStyles } from './composer-styles.ts';
import { controlStyles } from './control-styles.ts';
import { drawerStyles } from './drawer-styles.ts';
import { feedbackStyles } from './feedback-styles.ts';
import { frameStyles } from './frame-styles.ts';
import { markdownStyles } from './markdown-styles.ts';
import { messageStyles } from './message-styles.ts';
import { transcriptStyles } from './transcript-styles.ts';

/** All of `<nexevo-chat>`: its parts live in its one shadow root. */
export const chatStyles: CSSResultGroup = [
  tokens,
  controlStyles,
  frameStyles,
  transcriptStyles,
  messageStyles,
  markdownStyles,
  codeStyles,
  composerStyles,
  drawerStyles,
  feedbackStyles,
];
