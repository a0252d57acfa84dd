/** Everything a reply may be made of, so that one can see how it looks here. */
export const showcase = `Here is one of each, as a reply may use them.

## Words

**Bold**, *italic*, ~~struck out~~, \`inline code\`, and a [link](https://commonmark.org/help/) that opens in its own tab.

> A quote stands apart.
> It may run over several lines.

## Lists

1. First, add the script tag.
2. Then set the two things that matter:
   - the address of your proxy
   - the accent colour
3. Reload, and say hello.

- [x] replies survive a reload
- [x] the key stays on the server
- [ ] your logo in the corner

## Code

\`\`\`ts
const chat = document.querySelector('nexevo-chat');

chat?.addEventListener('nexevo-reply-end', () => {
  console.log('The reply is complete.');
});
\`\`\`

\`\`\`css
nexevo-chat {
  --nexevo-accent: rebeccapurple;
}
\`\`\`

## A table

| Model | In, a million tokens | Out, a million tokens |
| --- | ---: | ---: |
| \`nexevo/fast\` | $0.50 | $1.50 |
| \`nexevo/balanced\` | $3.00 | $12.00 |
| a real model's id | $3.15 | $12.60 |

---

Raw HTML such as <b>this</b> stays text, whoever sends it: a reply is data, never markup. 日本語, العربية and 👍 are just text, too.`;
