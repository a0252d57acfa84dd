import { Router } from 'express';
import { openApiDocument } from '../openapi/openapi.ts';

/** `GET /openapi.json`, made when somebody first asks. */
export function openApiRoutes(): Router {
  let text: string | undefined;
  return Router().get('/openapi.json', (_request, response) => {
    text ??= JSON.stringify(openApiDocument());
    response.type('json').send(text);
  });
}
