/** The gateway has no conversations at all: they are an optional module. `cause` is its answer. */
export class ConversationsRefused extends Error {
  constructor(cause: unknown) {
    super('The gateway refuses conversations altogether.', { cause });
    this.name = 'ConversationsRefused';
  }
}

/** What was to be changed is not at the gateway any more; it is not made anew. */
export class GoneUpstream extends Error {
  constructor(cause: unknown) {
    super('The gateway has this conversation no more.', { cause });
    this.name = 'GoneUpstream';
  }
}

/** A conversation was perhaps made and is to be deleted, but the gateway cannot say which it is. */
export class UntraceableConversation extends Error {
  constructor(conversationId: string) {
    super(
      `The gateway may have an empty conversation whose metadata names ${conversationId}, and does not say which.`,
    );
    this.name = 'UntraceableConversation';
  }
}

/** Looking after a request in doubt has failed; the doubt stays. */
export class CheckFailed extends Error {
  constructor(cause: unknown) {
    super('The gateway could not be asked what became of a request.', { cause });
    this.name = 'CheckFailed';
  }
}

/** The claim or the entry went away before the request left: nothing was sent, nothing has failed. */
export class AttemptCancelled extends Error {
  constructor() {
    super('The entry is not to be delivered any more.');
    this.name = 'AttemptCancelled';
  }
}
