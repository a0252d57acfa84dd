import type { RequestOptions } from './request.ts';
import { routes } from './routes.ts';
import type { Transport } from './transport.ts';

/** A model or a routing alias, as OpenAI's API shapes it. */
export interface Model {
  id: string;
  object: 'model';
  /** Unix seconds. */
  created: number;
  owned_by: string;
}

export interface ModelList {
  object: 'list';
  data: Model[];
}

/** `models`: what `model` of a chat request may be. */
export class ModelsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(options: RequestOptions = {}): Promise<ModelList> {
    return this.#transport.json(routes.listModels, options);
  }
}
