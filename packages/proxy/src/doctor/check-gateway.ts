import { type Route, routes } from '@nexevo/client';
import { askGateway, type GatewayAnswer } from './ask-gateway.ts';
import { type Check, fail, ok, skip, warn } from './check.ts';

const largestSkewMs = 30_000;
const nobody = 'nexevo-doctor';

/**
 * What the proxy uses, and nothing else: of the client's other routes some do what they do whatever the body, and one of
 * them closes the account.
 */
const used: Route[] = [
  routes.completeChat,
  routes.createConversation,
  routes.appendMessage,
  routes.listConversations,
  routes.getConversation,
  routes.updateConversation,
  routes.deleteConversation,
  routes.submitFeedback,
  routes.feedbackSummary,
  routes.balance,
  routes.usage,
  routes.getPlan,
  routes.upgradeHint,
  routes.checkout,
];

/** Every route of the gateway that the proxy may use, asked so that nothing can come of it. */
export async function checkGateway(settings: {
  apiKey: string;
  upstreamUrl: string;
}): Promise<Check[]> {
  const first = await askGateway(settings, routes.balance);
  if (first instanceof Error) {
    const fix = 'check the network, the firewall and NEXEVO_UPSTREAM_URL';
    return [fail('gateway', `${settings.upstreamUrl} cannot be reached: ${first.message}`, fix)];
  }
  const checks = [ok('gateway', `${settings.upstreamUrl} answers`), checkKey(first)];
  const clock = checkClock(first);
  if (clock) checks.push(clock);
  if (first.status === 401 || first.status === 403) return checks;
  for (const route of used) {
    const answer = route === routes.balance ? first : await ask(settings, route);
    checks.push(judge(route, answer));
  }
  return checks;
}

/** A POST gets a body that is no JSON, so that no server can carry it out; what only writes is left alone. */
async function ask(
  settings: { apiKey: string; upstreamUrl: string },
  route: Route,
): Promise<GatewayAnswer | Error | undefined> {
  if (route.method === 'DELETE' || route.method === 'PATCH') return undefined;
  return askGateway(settings, { ...route, path: route.path.replace('{id}', nobody) });
}

function checkKey({ status, code }: GatewayAnswer): Check {
  if (status === 401 || status === 403) {
    const fix = 'put a valid key into NEXEVO_API_KEY, or its file and send SIGHUP';
    return fail('key', `the gateway refuses it (${code ?? status})`, fix);
  }
  if (status === 402) return fail('key', `the balance is used up (${code ?? status})`, 'top it up');
  if (status >= 500) return skip('key', `the gateway answers ${status}`);
  return ok('key', 'the gateway takes it');
}

function checkClock({ date, askedAt, answeredAt }: GatewayAnswer): Check | undefined {
  if (date === undefined) return undefined;
  const skew = Math.max(askedAt - date - 1000, date - answeredAt, 0);
  if (skew <= largestSkewMs) return ok('clock', 'it agrees with the gateway’s');
  const fix = 'let the machine keep its time by NTP, or identity tokens are refused';
  return fail('clock', `it is ${Math.round(skew / 1000)} s away from the gateway’s`, fix);
}

function judge(route: Route, answer: GatewayAnswer | Error | undefined): Check {
  const name = `${route.method} ${route.path}`;
  if (!answer) return skip(name, 'not tried, because it writes');
  if (answer instanceof Error) return fail(name, answer.message, 'try again; check the network');
  const { status, code, isJson } = answer;
  if (status === 429) return skip(name, 'the key’s requests of this minute are used up');
  if (status >= 500)
    return fail(name, `it answers ${status}`, 'try again later, or ask the gateway’s support');
  if (status === 404 && route.path.includes('{id}') && isJson && code !== 'not_found') {
    return ok(name, 'it is there');
  }
  if (status === 404 || status === 405) {
    const fix = 'chat works without it; see whether a newer @nexevo/proxy knows the gateway better';
    const found = `the gateway has no such route (${route.source} here)`;
    return route === routes.completeChat
      ? fail(name, found, 'check NEXEVO_UPSTREAM_URL')
      : warn(name, found, fix);
  }
  if (status < 300 && !isJson) {
    return fail(name, 'something that is no gateway answers', 'check NEXEVO_UPSTREAM_URL');
  }
  if (status === 402) return ok(name, 'it is there');
  const isRefused = status === 400 || status === 415 || status === 422;
  const isWell = route.method === 'GET' ? status === 200 : isRefused;
  return isWell
    ? ok(name, 'it is there')
    : warn(name, `it answers ${status}`, 'look whether chat works');
}
