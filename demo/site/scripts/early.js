// A classic script: it runs before the first paint, so that a chosen theme does not flash.
try {
  const { scheme } = JSON.parse(localStorage.getItem('nexevo-demo-looks') ?? '{}');
  if (scheme === 'light' || scheme === 'dark') document.documentElement.dataset.theme = scheme;
} catch {
  // Storage is refused: the system's theme stands.
}
