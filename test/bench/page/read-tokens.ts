/** The tokens of an event stream whose events are `{"text": …}`, as they come. */
export async function* readTokens(url: string): AsyncGenerator<string> {
  const response = await fetch(url, { method: 'POST' });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const events = (rest + value).split('\n\n');
    rest = events.pop()!;
    for (const event of events) yield JSON.parse(event.slice('data: '.length)).text;
  }
}
