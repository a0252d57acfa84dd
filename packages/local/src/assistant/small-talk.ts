/** What is said in a conversation without asking the documentation anything. */
export type SmallTalk = 'greeting' | 'thanks' | 'farewell' | 'identity' | 'showcase' | 'tour';

const patterns: [SmallTalk, RegExp][] = [
  [
    'showcase',
    /\b(?:what (?:can|do) you (?:render|draw|display)|(?:show|render|display)\b.*\b(?:render|markdown|formatting|everything)|show me (?:a |an |some )?(?:table|code|list|quote|example)s?\b|repl(?:y|ies) (?:can |may )?look|markdown (?:demo|showcase|sample|test)|format(?:ting)? (?:demo|showcase|sample|test))\b/i,
  ],
  [
    'tour',
    /\b(?:(?:long|longest|very long|detailed) (?:answer|reply|text|story|one)|tell me everything|(?:the )?(?:full|grand|complete) tour|give me a tour)\b/i,
  ],
  [
    'identity',
    /\b(?:who|what) (?:are|r) (?:you|u)\b|\bare you (?:an? )?(?:ai|bot|human|real|llm|gpt|chatgpt|claude|robot|person)|\bwhat(?:'s| is) your name\b|\bwhich model\b|\bwhat can you do\b|^help[.!?]*$/i,
  ],
  [
    'thanks',
    /^(?:ok(?:ay)?[,. ]+|great[,. ]+|perfect[,. ]+)?(?:thanks?|thank you|thx|ty|cheers|much appreciated|great|perfect|nice|awesome|cool)\b[^?]{0,40}$/i,
  ],
  ['farewell', /^(?:good ?bye|bye(?: bye)?|see you|good night|ciao)\b[^?]{0,20}$/i],
  [
    'greeting',
    /^(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|test(?:ing)?|ping)(?: there| you| again| everyone| nexevo)?[\s!.,?👋]*(?:how are you\??)?$/iu,
  ],
];

export function readSmallTalk(text: string): SmallTalk | undefined {
  const trimmed = text.trim();
  return patterns.find(([, pattern]) => pattern.test(trimmed))?.[0];
}

/** The replies; `showcase` and `tour` are made elsewhere. */
export const smallTalk: Record<Exclude<SmallTalk, 'showcase' | 'tour'>, string> = {
  greeting: `Hello! I answer questions about Nexevo Chat, the widget you are typing into. For example:

- *How do I put it on my site?*
- *What does it cost?*
- *Show me what you can render*

Or try to break it: reload the page while I am writing, press stop, or open a second tab.`,
  thanks: `You are welcome. If an answer helped, or did not, the 👍 and 👎 under it are worth a click: each one reaches the gateway with the id of that very reply.`,
  farewell: `Goodbye! This conversation stays in the list; reload the page or come back tomorrow, and it is here.`,
  identity: `I am the **local assistant** of Nexevo Chat: a full-text search over this project's documentation that writes its findings down word by word. There is no language model in me, so I cannot reason, translate or write code of my own; I can tell you what the documentation says.

What is real is everything around me: the stream, the conversations in SQLite, the balance that falls with each reply, the ratings.

To talk to a real model, give the server a key (\`NEXEVO_API_KEY\`) or put any OpenAI-compatible server behind it:

\`\`\`sh
nexevo-local --llm http://127.0.0.1:11434/v1 --llm-model llama3.2
\`\`\``,
};
