/** One route of the gateway. */
export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Under the base URL; `{id}` is filled in and escaped. */
  path: string;
  /** `documented`: seen on a public page of the vendor. `inferred`: follows from the SDK's method and REST habit. */
  source: 'documented' | 'inferred';
  /** Whether sending it twice does what sending it once does, so that it may be retried after a lost answer. */
  idempotent: boolean;
  /** The field without which a JSON answer is of no use; another answer is an `InvalidResponseError`. */
  answer?: string;
}

/** Every route this client calls. A wrong guess is corrected here and nowhere else. */
export const routes = {
  completeChat: {
    method: 'POST',
    path: '/chat/completions',
    source: 'documented',
    idempotent: false,
    answer: 'choices',
  },
  createConversation: {
    method: 'POST',
    path: '/conversations',
    source: 'documented',
    idempotent: false,
    answer: 'conversation_id',
  },
  appendMessage: {
    method: 'POST',
    path: '/conversations/{id}/messages',
    source: 'documented',
    idempotent: false,
  },
  listConversations: {
    method: 'GET',
    path: '/conversations',
    source: 'inferred',
    idempotent: true,
    answer: 'conversations',
  },
  getConversation: {
    method: 'GET',
    path: '/conversations/{id}',
    source: 'inferred',
    idempotent: true,
    answer: 'messages',
  },
  updateConversation: {
    method: 'PATCH',
    path: '/conversations/{id}',
    source: 'inferred',
    idempotent: true,
  },
  deleteConversation: {
    method: 'DELETE',
    path: '/conversations/{id}',
    source: 'inferred',
    idempotent: true,
  },
  submitFeedback: { method: 'POST', path: '/feedback', source: 'inferred', idempotent: false },
  feedbackSummary: {
    method: 'GET',
    path: '/feedback/summary',
    source: 'inferred',
    idempotent: true,
    answer: 'positive_pct',
  },
  balance: {
    method: 'GET',
    path: '/billing/balance',
    source: 'documented',
    idempotent: true,
    answer: 'balance_usd',
  },
  usage: {
    method: 'GET',
    path: '/billing/usage',
    source: 'inferred',
    idempotent: true,
    answer: 'by_tier',
  },
} as const satisfies Record<string, Route>;
