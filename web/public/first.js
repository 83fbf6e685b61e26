// Runs before the first paint: a dark page never flashes white, and a browser that is not let in never sees a board's shape,
// nor does a page that is not the board.
// The choice of colours is made in src/ui/theme.ts; who is let in is decided in src/shell/sessions.ts.
(() => {
  let choice = 'system';
  let known = false;
  try {
    choice = localStorage.getItem('yoi.theme') ?? 'system';
    known = localStorage.getItem('yoi.session') !== null;
  } catch {
    // Storage may be closed to the page; the system's choice then holds.
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  if (location.pathname !== '/') document.documentElement.dataset.place = 'page';
  if (!known && !location.hash.startsWith('#link=')) document.documentElement.dataset.entry = 'none';
})();
