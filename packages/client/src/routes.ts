/** One route of the gateway. */
export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Under the base URL; `{id}` and `{user_id}` are filled in and escaped. */
  path: string;
  /** `documented`: seen on a public page of the vendor. `inferred`: follows from the SDK's method and REST habit. */
  source: 'documented' | 'inferred';
  /** Whether sending it twice does what sending it once does, so that it may be retried after a lost answer. */
  idempotent: boolean;
  /** The field without which a JSON answer is of no use; another answer is an `InvalidResponseError`. */
  answer?: string;
  /** Its `…_usd` fields are amounts: read as exact digits, and refused when they are none. */
  amounts?: true;
  /** Taken without a key, which is then not sent either. */
  open?: true;
}

const get = { method: 'GET', idempotent: true } as const;
const post = { method: 'POST', idempotent: false } as const;
const patch = { method: 'PATCH', idempotent: true } as const;
const remove = { method: 'DELETE', idempotent: true } as const;

const documented = { source: 'documented' } as const;
const inferred = { source: 'inferred' } as const;

const member = '/organizations/{id}/members/{user_id}';

/** Every route this client calls. A wrong guess is corrected here and nowhere else. */
export const routes = {
  completeChat: { ...post, path: '/chat/completions', ...documented, answer: 'choices' },
  listModels: { ...get, path: '/models', ...inferred, answer: 'data' },

  createConversation: {
    ...post,
    path: '/conversations',
    ...documented,
    answer: 'conversation_id',
  },
  appendMessage: { ...post, path: '/conversations/{id}/messages', ...documented },
  listConversations: { ...get, path: '/conversations', ...inferred, answer: 'conversations' },
  getConversation: { ...get, path: '/conversations/{id}', ...inferred, answer: 'messages' },
  updateConversation: { ...patch, path: '/conversations/{id}', ...inferred },
  deleteConversation: { ...remove, path: '/conversations/{id}', ...inferred },

  submitFeedback: { ...post, path: '/feedback', ...inferred },
  feedbackSummary: { ...get, path: '/feedback/summary', ...inferred, answer: 'positive_pct' },

  balance: {
    ...get,
    path: '/billing/balance',
    ...documented,
    answer: 'balance_usd',
    amounts: true,
  },
  usage: { ...get, path: '/billing/usage', ...inferred, answer: 'by_tier', amounts: true },
  getPlan: { ...get, path: '/billing/plan', ...inferred, answer: 'plan', amounts: true },
  upgradeHint: {
    ...get,
    path: '/billing/upgrade-hint',
    ...inferred,
    answer: 'hint',
    amounts: true,
  },
  checkout: {
    ...post,
    // Its idempotency key makes the second time harmless.
    idempotent: true,
    path: '/billing/checkout',
    ...inferred,
    answer: 'checkout_url',
    amounts: true,
  },

  createKey: { ...post, path: '/keys', ...inferred, answer: 'full_key', amounts: true },
  listKeys: { ...get, path: '/keys', ...inferred, answer: 'keys', amounts: true },
  revokeKey: { ...remove, path: '/keys/{id}', ...inferred },
  updateSpendCap: {
    ...patch,
    path: '/keys/{id}/spend-cap',
    ...inferred,
    answer: 'key',
    amounts: true,
  },
  updateAlertWebhook: {
    ...patch,
    path: '/keys/{id}/alert-webhook',
    ...inferred,
    answer: 'key',
    amounts: true,
  },
  updateRouting: {
    ...patch,
    path: '/keys/{id}/routing',
    ...inferred,
    answer: 'key',
    amounts: true,
  },

  register: { ...post, path: '/auth/register', ...inferred, answer: 'access_token', open: true },
  login: { ...post, path: '/auth/login', ...inferred, answer: 'access_token', open: true },
  requestPasswordReset: { ...post, path: '/auth/password-reset', ...inferred, open: true },
  confirmPasswordReset: { ...post, path: '/auth/password-reset/confirm', ...inferred, open: true },
  me: { ...get, path: '/auth/me', ...inferred, answer: 'user_id' },
  updateProfile: { ...patch, path: '/auth/me', ...inferred, answer: 'user_id' },
  changePassword: { ...post, path: '/auth/change-password', ...inferred },
  twoFaStatus: { ...get, path: '/auth/2fa', ...inferred, answer: 'enabled' },
  twoFaEnable: { ...post, path: '/auth/2fa/enable', ...inferred, answer: 'secret' },
  twoFaVerify: { ...post, path: '/auth/2fa/verify', ...inferred, answer: 'enabled' },
  twoFaDisable: { ...post, path: '/auth/2fa/disable', ...inferred, answer: 'enabled' },
  deactivate: { ...post, path: '/auth/deactivate', ...inferred },

  createOrganization: { ...post, path: '/organizations', ...inferred, answer: 'organization' },
  listOrganizations: { ...get, path: '/organizations', ...inferred, answer: 'organizations' },
  listMembers: { ...get, path: '/organizations/{id}/members', ...inferred, answer: 'members' },
  inviteMember: { ...post, path: '/organizations/{id}/members', ...inferred, answer: 'member' },
  updateMemberRole: { ...patch, path: member, ...inferred, answer: 'member' },
  removeMember: { ...remove, path: member, ...inferred },
  transferOwner: {
    ...post,
    path: '/organizations/{id}/transfer-owner',
    ...inferred,
    answer: 'organization',
  },
} as const satisfies Record<string, Route>;
