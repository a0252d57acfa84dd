const gate = document.getElementById('gate');
const code = document.getElementById('code');
const problem = document.getElementById('gate-problem');
const place = document.getElementById('usage');

gate.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = gate.querySelector('button');
  button.disabled = true;
  problem.textContent = '';
  try {
    openUsage(code.value, await requestToken(code.value));
  } catch (error) {
    problem.textContent = error.message;
    code.focus();
    code.select();
  } finally {
    button.disabled = false;
  }
});

/** The code lives in this closure and nowhere else; tokens are asked for whenever one is needed. */
function openUsage(known, first) {
  let fresh = first;
  const usage = document.createElement('nexevo-usage');
  usage.setAttribute('endpoint', '/nexevo');
  usage.setAttribute('view', 'full');
  usage.setAttribute('theme', document.documentElement.dataset.theme ?? 'auto');
  usage.getIdentityToken = async () => {
    const token = fresh ?? (await requestToken(known));
    fresh = undefined;
    return token;
  };
  code.value = '';
  gate.hidden = true;
  place.hidden = false;
  place.replaceChildren(usage);
}

/** @throws {Error} with a sentence for the person */
async function requestToken(given) {
  if (!given.trim()) throw new Error('Type the code first: it stands where you ran npm start.');
  let response;
  try {
    response = await fetch('/operator/token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code: given }),
    });
  } catch (cause) {
    throw new Error('The server does not answer: is npm start still running?', { cause });
  }
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error.message);
  return answer.token;
}
