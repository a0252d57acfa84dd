import { z } from 'zod';

const part = z.looseObject({ type: z.string() });

const message = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  /** A string, a list of parts, or nothing beside an assistant's tool calls. */
  content: z.union([z.string(), z.array(part), z.null()]).optional(),
});

/** `POST /chat/completions`: OpenAI's parameters. Those it does not know travel on to the model. */
export const chatRequest = z.looseObject({
  model: z.string().min(1).max(200),
  messages: z.array(message).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  max_tokens: z.number().int().min(1).nullish(),
  max_completion_tokens: z.number().int().min(1).nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(4)]).nullish(),
});

export type ChatRequest = z.infer<typeof chatRequest>;
