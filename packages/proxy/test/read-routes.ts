import type { Router } from 'express';

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

/** Every route of an Express router and the routers inside it, e.g. `GET /conversations/:id`. */
export function readRoutes(router: Router): string[] {
  return (router as unknown as { stack: Layer[] }).stack.flatMap(({ route, handle }) => {
    if (!route) return handle.stack ? readRoutes(handle as unknown as Router) : [];
    return Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`);
  });
}
