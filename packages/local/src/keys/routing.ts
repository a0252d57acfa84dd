import type { RoutingPolicy } from '@nexevo/client';
import { ApiError } from '../errors.ts';

/** Where the models of a key may run (documented values). */
export const routingPolicies = [
  'cn-only',
  'overseas-only',
  'any',
] as const satisfies RoutingPolicy[];

const regions = {
  'cn-only':
    /^(?:(?:qwen|alibaba|deepseek|z-ai|zhipu|thudm|moonshotai|minimax|baidu|tencent)\/|qwen|deepseek|glm|kimi)/i,
  'overseas-only':
    /^(?:(?:openai|anthropic|google|meta-llama|mistralai|x-ai|cohere|microsoft)\/|gpt|chatgpt|o\d|claude|gemini|gemma|llama|mistral|mixtral|grok|command|phi)/i,
};

/**
 * Holds a key to its policy. An alias fits every policy: the router then chooses among what is allowed.
 * @throws {ApiError} `routing_policy_violation` for a real model that is not known to run where the key may go
 */
export function checkRouting(policy: RoutingPolicy, model: string): void {
  const name = model.replace(/^byok\//, '');
  if (policy === 'any' || name.startsWith('nexevo/') || regions[policy].test(name)) return;
  throw new ApiError(
    'routing_policy_violation',
    `This key is ${policy}, and "${model.slice(0, 100)}" is not known to run there. Use an alias, or change the key's routing policy.`,
  );
}
