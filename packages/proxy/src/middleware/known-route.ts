import type { RequestHandler } from 'express';
import { ProxyError } from '../errors.ts';
import { apiRoutes } from '../openapi/api-routes.ts';

/** Refuses what has no route before anybody is asked for a session: an unknown path, or a method that it does not take. */
export function knownRoute(): RequestHandler {
  const paths = pathsOf(Object.keys(apiRoutes));
  return ({ method, path, baseUrl }, response, next) => {
    const methods = paths.find(({ pattern }) => pattern.test(path))?.methods;
    if (!methods) {
      throw new ProxyError('not_found', `There is no such path: see ${baseUrl}/openapi.json.`);
    }
    if (methods.includes(method)) return next();
    response.set('Allow', methods.join(', '));
    throw methodNotAllowed(methods);
  };
}

export function methodNotAllowed(methods: readonly string[]): ProxyError {
  return new ProxyError('method_not_allowed', `This path takes ${methods.join(', ')} only.`);
}

/** `GET /runs/{id}/events` and the like, by path. */
function pathsOf(routes: string[]): { pattern: RegExp; methods: string[] }[] {
  const byPath = Object.groupBy(routes, (route) => route.slice(route.indexOf(' ') + 1));
  return Object.entries(byPath).map(([path, of = []]) => {
    const methods = of.map((route) => route.slice(0, route.indexOf(' ')));
    return {
      pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`, 'i'),
      // Express answers HEAD wherever it answers GET, and the CORS middleware every preflight.
      methods: methods.includes('GET')
        ? ['GET', 'HEAD', ...methods.filter((name) => name !== 'GET')]
        : methods,
    };
  });
}
