import { isLoopback } from '@nexevo/client';
import { reasonOf } from './ask-gateway.ts';
import { type Check, fail, ok, skip, warn } from './check.ts';
import { checkStream } from './check-stream.ts';

const timeoutMs = 10_000;

/** What a page of each origin will meet at the proxy's public address. `token` is an operator's. */
export async function checkPublicUrl(
  address: string | undefined,
  { origins, token }: { origins: ReadonlySet<string>; token: string },
): Promise<Check[]> {
  const pages = checkPages(origins);
  if (address === undefined) {
    return [...pages, skip('public address', 'not tried: give --url https://…/nexevo')];
  }
  if (!URL.canParse(address))
    return [...pages, fail('public address', `"${address}" is no URL`, 'write it with https://')];
  const url = address.replace(/\/+$/, '');
  const checks = [...pages, ...checkScheme(new URL(url), origins)];
  const reached = await ask(url);
  if (reached instanceof Error) {
    const isCertificate = /CERT|SELF_SIGNED|ALTNAME|EXPIRED/i.test(reached.message);
    const fix = isCertificate
      ? 'renew or complete the certificate'
      : 'check DNS, the firewall and what stands in front';
    return [...checks, fail('public address', `${url}: ${reached.message}`, fix)];
  }
  const text = await reached.text();
  if (reached.status === 403 && text.includes('"host_not_allowed"')) {
    const [, name = ''] = /by the name \\"([^"\\]*)/.exec(text) ?? [];
    const fix = `pass Host on (nginx: proxy_set_header Host $http_host), and list ${new URL(url).hostname} in NEXEVO_HOSTS`;
    return [
      ...checks,
      fail('host', `the proxy is asked for as "${name}", which is not its name`, fix),
    ];
  }
  const isOurs = reached.status === 200 && text.includes('Nexevo chat proxy');
  if (!isOurs) {
    const fix = 'give the address at which the proxy is mounted, with its path';
    return [
      ...checks,
      fail('public address', `${url} answers ${reached.status}, but is no Nexevo proxy`, fix),
    ];
  }
  checks.push(ok('public address', `${url} is the proxy`));
  for (const origin of origins) checks.push(await checkOrigin(url, origin));
  return [...checks, ...(await checkStream(url, token))];
}

function checkPages(origins: ReadonlySet<string>): Check[] {
  if (origins.size === 0) {
    return [
      warn(
        'origins',
        'only pages on the proxy’s own origin may use it',
        'list the others in NEXEVO_ORIGINS',
      ),
    ];
  }
  const open = [...origins].filter(
    (origin) => origin.startsWith('http:') && !isLoopback(new URL(origin).hostname),
  );
  return open.length > 0
    ? [
        warn(
          'origins',
          `${open.join(', ')} can be read and changed on the way`,
          'serve these pages by https',
        ),
      ]
    : [ok('origins', [...origins].join(', '))];
}

function checkScheme(url: URL, origins: ReadonlySet<string>): Check[] {
  if (url.protocol === 'https:') return [ok('tls', 'the address is https')];
  if (isLoopback(url.hostname)) return [ok('tls', 'not needed on loopback')];
  const mixed = [...origins].some((origin) => origin.startsWith('https:'));
  const found = mixed
    ? 'browsers block it on https pages as mixed content'
    : 'tokens and texts can be read on the way';
  return [fail('tls', found, 'serve the proxy by https')];
}

async function checkOrigin(url: string, origin: string): Promise<Check> {
  const name = `origin ${origin}`;
  const response = await ask(url, { Origin: origin });
  if (response instanceof Error) return fail(name, response.message, 'try again');
  await response.body?.cancel();
  const allowed = response.headers.get('access-control-allow-origin');
  if (response.status === 403) {
    return fail(name, 'the proxy refuses it', 'restart the proxy with the same NEXEVO_ORIGINS');
  }
  if (allowed === origin) return ok(name, 'its pages may use the chat');
  const fix = 'let nothing in front add or remove Access-Control headers';
  return fail(name, `browsers are told "${allowed ?? 'nothing'}"`, fix);
}

async function ask(url: string, headers: Record<string, string> = {}): Promise<Response | Error> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    return await fetch(`${url}/openapi.json`, { headers, redirect: 'manual', signal });
  } catch (error) {
    return new Error(reasonOf(error));
  }
}
