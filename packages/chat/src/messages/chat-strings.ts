import type { ErrorCode, IncompleteReason } from '@nexevo/protocol';
import type { ChatErrorCode } from '../api/errors.ts';

/** A message that depends on a number: one text for all, or one for each plural form of the language. */
export type Counted = string | (Partial<Record<Intl.LDMLPluralRule, string>> & { other: string });

/** Every word `<nexevo-chat>` can show. `{name}` is filled in. Override any of them with `strings`. */
export interface ChatMessages {
  heading: string;
  greeting: string;
  placeholder: string;
  disclaimer: string;
  privacy: string;

  send: string;
  stop: string;
  stopping: string;
  composerLabel: string;
  charactersLeft: Counted;
  tooLong: Counted;

  transcriptLabel: string;
  you: string;
  assistant: string;
  thinking: string;
  queued: string;
  reconnecting: string;
  offline: string;
  online: string;
  waiting: string;
  writing: string;
  jumpToLatest: string;
  loadOlder: string;
  loading: string;
  retry: string;
  regenerate: string;
  copy: string;
  copied: string;
  /** The browser does not allow it. */
  notCopied: string;
  wrap: string;
  code: string;
  newTab: string;
  /** After `reason` of a reply that stopped short. */
  continue: string;
  cancel: string;
  edit: string;
  editLabel: string;
  versions: string;
  previousVersion: string;
  nextVersion: string;
  thoughtSeconds: string;
  thoughtMinutes: string;
  tokensUsed: string;
  newMessages: string;
  /** In the launcher's name. */
  unread: Counted;
  /** Hides the proactive greeting. */
  dismiss: string;

  menu: string;
  exportMarkdown: string;
  exportJson: string;
  downloadData: string;
  deleteData: string;
  yourData: string;
  deleteDataTitle: string;
  deleteDataText: string;
  deleteDataConfirm: string;
  deleteDataDone: string;

  history: string;
  closeHistory: string;
  newChat: string;
  untitled: string;
  noConversations: string;
  searchHistory: string;
  results: string;
  noResults: string;
  options: string;
  pin: string;
  unpin: string;
  rename: string;
  renameLabel: string;
  delete: string;
  deleted: string;
  undo: string;
  pinned: string;
  lastWeek: string;

  goodReply: string;
  badReply: string;
  feedbackGood: string;
  feedbackBad: string;
  feedbackComment: string;
  feedbackSend: string;
  feedbackClose: string;
  feedbackThanks: string;
  feedbackFailed: string;
  /** Known feedback tags; others are shown as words made from their name. */
  tags: Readonly<Record<string, string>>;

  close: string;
  open: string;
  /** Why a reply stopped short. */
  incomplete: Readonly<Record<IncompleteReason, string>>;
  /** What failed, and what to do. */
  errors: Readonly<Record<ChatErrorCode, string>>;
  /** Added to an error that names when to try again; `{time}` is words such as “in 3 minutes”. */
  retryAfter: string;
}

/** The words of one chat, and the language tag by which `Intl` writes its numbers, dates and plurals. */
export interface ChatStrings extends ChatMessages {
  readonly tag: string;
}

/** Overrides by name; nested tables are merged entry by entry. */
export type ChatStringOverrides = Partial<
  Omit<ChatMessages, 'tags' | 'incomplete' | 'errors'> & {
    tags: Record<string, string>;
    incomplete: Partial<Record<IncompleteReason, string>>;
    errors: Partial<Record<ErrorCode | ChatErrorCode, string>>;
  }
>;

export interface UsageStrings {
  title: string;
  balance: string;
  lastDays: Counted;
  requests: string;
  inputTokens: string;
  outputTokens: string;
  cost: string;
  date: string;
  asOf: string;
  loading: string;
  empty: string;
  failed: string;
  retry: string;
  operatorRequired: string;
  days: string;
  chart: string;
  showTable: string;
  byTier: string;
  /** Known billing tiers; others are shown by their name. */
  tiers: Readonly<Record<string, string>>;
  plan: string;
  perMonth: string;
  save: string;
  saveWith: string;
  lowBalance: string;
  daysLeft: Counted;
  usedUp: string;
  topUp: string;
  amount: string;
  amountInvalid: string;
  pay: string;
  opening: string;
  cancel: string;
  paymentOpen: string;
  paymentLate: string;
  refresh: string;
  openPayment: string;
  toppedUp: string;
  checkoutFailed: string;
  close: string;
  unavailable: string;
}

/** One language: its words and its direction. */
export interface Locale {
  direction: 'ltr' | 'rtl';
  chat: ChatMessages;
  usage: UsageStrings;
}
