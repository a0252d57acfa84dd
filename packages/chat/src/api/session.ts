import type { SessionRequest, SessionResponse, WidgetConfig } from '@nexevo/protocol';
import { ChatError, toChatError } from './errors.ts';
import { silenceLimit, within } from './event-stream.ts';
import type { LocalMemory } from './local-memory.ts';
import { readJson } from './read-json.ts';

export interface SessionOptions {
  endpoint: string;
  memory: LocalMemory;
  /** Signed-in visitors: see `GetIdentityToken`. The session then lives in memory only. */
  getIdentityToken?: (() => Promise<string | undefined>) | undefined;
  /** Whether signing in takes this browser's anonymous session along, and ends it. */
  adopts: boolean;
}

interface Kept extends SessionResponse {
  obtained_at: number;
}

/** The visitor's session with one proxy: made on first use, renewed before it ends, one request at a time. */
export class Session {
  readonly #options: SessionOptions;
  #kept: Kept | undefined;
  #request: Promise<string> | undefined;
  #left = false;
  /** The operator has chosen differently since. */
  #outdated = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    if (options.getIdentityToken) return;
    this.#kept = this.#read();
    this.#outdated = !!this.#kept && !this.config;
  }

  /** Whether this visitor may have been here before. Without a session there is nothing to list. */
  get exists(): boolean {
    return !!(this.#kept || this.#options.getIdentityToken);
  }

  /** Whose things this browser keeps: unknown until a signed-in visitor has a session. */
  get owner(): string | undefined {
    return this.#options.getIdentityToken ? this.#kept?.visitor.id : '';
  }

  /** What the operator chose, once a session has been made. */
  get config(): WidgetConfig | undefined {
    return this.#kept?.config;
  }

  /** Whether that is all there is to know: it may be missing, or have changed since. */
  get isCurrent(): boolean {
    return !!this.config && !this.#outdated;
  }

  /** What an answer says of the operator's choices: where they have changed, the next token brings the new ones. */
  noteConfig(version: string | null): void {
    this.#outdated ||= !!version && !!this.#kept && version !== this.#kept.config?.version;
  }

  /** A token that is valid now. */
  async token(): Promise<string> {
    this.#stay();
    const kept = this.#kept;
    if (!kept) return this.#mint();
    // By this browser's own clock, which need not be right.
    const ends = endOf(kept);
    const renewAt = ends - Math.max(30_000, (ends - kept.obtained_at) / 4);
    if (Date.now() < renewAt && !this.#outdated) return kept.token;
    if (Date.now() >= ends) return this.#mint();
    try {
      return await this.#mint(kept.token);
    } catch (error) {
      // The old one still serves; the next request tries again.
      const { transient, isUnreached } = toChatError(error);
      if (transient || isUnreached) return kept.token;
      throw error;
    }
  }

  /** The token was refused: another tab may have a newer one, else a new session is made. */
  async replace(refused: string): Promise<string> {
    this.#stay();
    if (this.#kept && this.#kept.token !== refused) return this.#kept.token;
    this.#kept = undefined;
    return this.#mint(undefined, refused);
  }

  /** Another session takes its place in this page, or none: what is still on its way brings nothing back. */
  leave(): void {
    this.#left = true;
    this.#request = undefined;
  }

  /** Nothing of it stays in this browser. What is kept there of another visitor does. */
  forget(): void {
    if (this.#read()?.visitor?.id === this.#kept?.visitor?.id)
      this.#options.memory.set('session', undefined);
  }

  #stay(): void {
    if (this.#left) throw new ChatError('session_required', 'This visitor has logged out.');
  }

  #mint(bearer?: string, refused = bearer): Promise<string> {
    const { endpoint, getIdentityToken } = this.#options;
    // The page's own server first: no other tab is to wait for what that takes.
    this.#request ??= askIdentity(getIdentityToken)
      .then((identity) =>
        alone(endpoint, async () => this.#fromOtherTab(refused) ?? this.#ask(bearer, identity)),
      )
      .then(({ token }) => token)
      .finally(() => {
        this.#request = undefined;
      });
    return this.#request;
  }

  /** One that another tab has made meanwhile: a browser is one visitor, however many tabs begin at once. */
  #fromOtherTab(refused: string | undefined): Kept | undefined {
    // What the browser keeps by now would be of the next one.
    this.#stay();
    const stored = this.#options.getIdentityToken ? undefined : this.#read();
    if (!stored || stored.token === refused || Date.now() >= endOf(stored)) return undefined;
    this.#kept = stored;
    this.#outdated = !stored.config;
    return stored;
  }

  async #ask(bearer?: string, identity?: SessionRequest): Promise<Kept> {
    const { endpoint, memory, adopts } = this.#options;
    // What was said before signing in belongs to the one who signs in.
    const anonymous = adopts ? this.#read()?.token : undefined;
    const token = identity ? anonymous : bearer;
    const response = await fetch(`${endpoint}/session`, {
      method: 'POST',
      // A site that knows its visitors by its own cookie is asked on its own origin only.
      credentials: identity ? 'same-origin' : 'omit',
      headers: {
        'Content-Type': 'application/json',
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(identity ?? {}),
      // Other tabs are waiting for it.
      signal: AbortSignal.timeout(silenceLimit),
    }).catch((cause) => {
      throw toChatError(cause);
    });
    if (!response.ok) throw await refusal(response);
    const kept: Kept = { ...(await readSession(response)), obtained_at: Date.now() };
    this.#stay();
    this.#kept = kept;
    this.#outdated = false;
    if (!identity) memory.set('session', JSON.stringify(kept));
    else if (adopts) memory.set('session', undefined);
    return kept;
  }

  #read(): Kept | undefined {
    try {
      const found = JSON.parse(this.#options.memory.get('session') ?? '');
      if (typeof found.token !== 'string') return undefined;
      return isSound(found.config) ? found : { ...found, config: undefined };
    } catch {
      return undefined;
    }
  }
}

/** Whatever else has written there: an older chat, another script of the page. What it cannot be is asked for anew. */
function isSound(config: Partial<WidgetConfig> | undefined): boolean {
  const {
    max_message_length: most = 0,
    feedback_tags: tags,
    context_keys: keys = [],
  } = config ?? {};
  const lists: unknown[] = [tags?.positive, tags?.negative, keys];
  return most > 0 && lists.every((list) => Array.isArray(list) && list.every(isText));
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function endOf({ obtained_at, expires_in }: Kept): number {
  return obtained_at + expires_in * 1000;
}

/** One tab after another. Pages over plain HTTP have no locks, and where site data is blocked they are refused. */
async function alone<T>(name: string, ask: () => Promise<T>): Promise<T> {
  let answer: Promise<T> | undefined;
  const askOnce = () => {
    answer ??= ask();
    return answer;
  };
  try {
    return await navigator.locks.request(`nexevo:${name}`, askOnce);
  } catch {
    // What has failed was the lock, or what was asked, which is not asked again.
    return askOnce();
  }
}

/** Nothing for the anonymous. */
async function askIdentity(
  getIdentityToken: SessionOptions['getIdentityToken'],
): Promise<SessionRequest | undefined> {
  if (!getIdentityToken) return undefined;
  if (typeof getIdentityToken !== 'function') throw noFunction();
  try {
    const token = await within(silenceLimit, getIdentityToken());
    return token ? { identity_token: token } : {};
  } catch (cause) {
    throw new ChatError('identity_invalid', 'getIdentityToken failed.', { cause });
  }
}

/** Refused, not left out: who is to be signed in must not become a stranger whose words the next one takes along. */
function noFunction(): ChatError {
  const message = '"getIdentityToken" is no function.';
  return toldToAuthor(new ChatError('identity_invalid', message, { status: 400 }));
}

async function readSession(response: Response): Promise<SessionResponse> {
  const session = await readJson<SessionResponse | null>(response, '/session');
  if (typeof session?.token === 'string') return session;
  throw new ChatError('invalid_response', '/session sent no session.');
}

/** A page whose origin is not listed, or a proxy's own name, is a mistake of its author. */
async function refusal(response: Response): Promise<ChatError> {
  const error = await ChatError.fromResponse(response);
  return /^(origin|host)_not_allowed$/.test(error.code) ? toldToAuthor(error) : error;
}

/** The page's author reads the console, and not the chat. */
function toldToAuthor(error: ChatError): ChatError {
  // biome-ignore lint/suspicious/noConsole: the page's author has to see it.
  console.error(`Nexevo Chat: ${error.message}`);
  return error;
}
