// Runs before the first paint, so that a dark page never flashes white. The choice itself is made in src/ui/theme.ts.
(() => {
  let choice = 'system';
  try {
    choice = localStorage.getItem('yoi.theme') ?? 'system';
  } catch {
    // Storage may be closed to the page; the system's choice then holds.
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
