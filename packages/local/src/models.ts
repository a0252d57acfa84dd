import type { Tier } from '@nexevo/client';
import { Router } from 'express';
import { ApiError } from './errors.ts';

const aliases: Record<string, Tier> = {
  'nexevo/fast': 'fast',
  'nexevo/balanced': 'balanced',
  'nexevo/auto': 'balanced',
};

/** Before a real model's id: answered on the account's own key at that provider. How the vendor writes it is not public. */
const ownKey = 'byok/';
const suffix = /:(?:fast|cheap|quality)$/;
const prefixed = /^(?!nexevo\/)[a-z0-9][\w.-]*\/[\w.:-]+$/i;
const known =
  /^(?:gpt|chatgpt|o[1-9]|claude|gemini|gemma|llama|mistral|mixtral|qwen|deepseek|glm|kimi|grok|command|phi)[\w.:-]*$/i;

/** How a model is billed. @throws {ApiError} `model_not_found` for an id that is neither an alias nor looks like a real model's */
export function tierOf(model: string): Tier {
  const name = model.replace(suffix, '');
  const alias = aliases[name];
  if (alias) return alias;
  const isOwn = name.startsWith(ownKey);
  const real = isOwn ? name.slice(ownKey.length) : name;
  if (prefixed.test(real) || known.test(real)) return isOwn ? 'byok' : 'passthrough';
  throw new ApiError(
    'model_not_found',
    `The model "${model.slice(0, 100)}" does not exist. Use ${Object.keys(aliases).join(', ')} or a real model's id.`,
  );
}

/** `GET /models`: the aliases. */
export function modelsRouter(): Router {
  const data = Object.keys(aliases).map((id) => ({
    id,
    object: 'model',
    created: 1_767_225_600,
    owned_by: 'nexevo',
  }));
  return Router().get('/models', (_request, response) => {
    response.json({ object: 'list', data });
  });
}
