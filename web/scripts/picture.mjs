// Pictures of a running server's pages: `node scripts/picture.mjs LINK PICTURE…`, LINK being one that `yoi open` prints and a picture
// FILE,WIDTH,HEIGHT,light|dark[,WHAT]. WHAT is a path such as /workers or /tickets/ID#changes, or `ticket:` or `glance:` with the start of a
// ticket's title, or `worker:` with the start of a Worker's name; without it the board.

import { openChromium } from './chromium.mjs';

const [link, ...pictures] = process.argv.slice(2);
const { browser, close } = await openChromium();
try {
  const first = await browser.newContext();
  const entry = await first.newPage();
  await entry.goto(link);
  await shows(entry, '/');
  const storageState = await first.storageState();
  for (const picture of pictures) {
    const [path, width, height, colorScheme, ...what] = picture.split(',');
    const context = await browser.newContext({
      storageState,
      colorScheme,
      viewport: { width: Number(width), height: Number(height) },
    });
    const page = await context.newPage();
    await open(page, what.join(',') || '/');
    // Nothing fades, moves or blinks in a picture.
    await page.screenshot({ path, animations: 'disabled' });
    await context.close();
  }
} finally {
  await close();
}

async function open(page, what) {
  const [kind, name] = what.startsWith('/')
    ? ['path']
    : [what.slice(0, what.indexOf(':')), what.slice(what.indexOf(':') + 1)];
  const place = kind === 'path' ? what : kind === 'worker' ? '/workers' : '/';
  await page.goto(new URL(place, link).href);
  await shows(page, place);
  if (kind === 'path') return;
  const start = new RegExp(`^\\s*${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
  const links = page.locator(kind === 'worker' ? 'main a[href^="/workers/"]' : 'main a[href^="/tickets/"]');
  const found = links.filter({ hasText: start }).filter({ visible: true }).first();
  if (kind === 'glance') {
    await found.focus();
    await page.keyboard.press(' ');
    await page.getByRole('dialog').waitFor();
    return;
  }
  const href = await found.getAttribute('href');
  await page.goto(new URL(href, link).href);
  await shows(page, href);
}

/** Waits until the page is there, with what it reads for itself. */
async function shows(page, place) {
  if (place === '/') await page.getByRole('region', { name: 'In progress' }).waitFor({ state: 'attached' });
  else await page.locator('main:not([aria-busy="true"])').filter({ visible: true }).waitFor();
  await page.waitForLoadState('load');
  // Diffs and transcripts come right after; streams never come to rest, so this is what there is to wait for.
  await page.waitForTimeout(place === '/' ? 200 : 1200);
}
