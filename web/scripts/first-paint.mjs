// When the board of a running server is first painted and first there: `node scripts/first-paint.mjs LINK [TIMES]`. Medians in milliseconds
// from the start of the navigation, with nothing in the cache and then with everything in it.

import { openChromium } from './chromium.mjs';

const [link, times = '9'] = process.argv.slice(2);
const { browser, close } = await openChromium();
try {
  const first = await browser.newContext();
  await load(await first.newPage(), link);
  const storageState = await first.storageState();
  const cold = [];
  const warm = [];
  for (let time = 0; time < Number(times); time++) {
    const context = await browser.newContext({ storageState, viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    cold.push(await load(page, new URL('/', link).href));
    warm.push(await load(page, new URL('/', link).href));
    await context.close();
  }
  console.log(`cold: ${middle(cold)}\nwarm: ${middle(warm)}`);
} finally {
  await close();
}

async function load(page, url) {
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator('[data-key]').first().waitFor();
  return page.evaluate(async () => {
    const board = performance.now();
    const paint = await new Promise((resolve) => {
      new PerformanceObserver((list) => {
        const entry = list.getEntriesByName('first-contentful-paint')[0];
        if (entry) resolve(entry.startTime);
      }).observe({ type: 'paint', buffered: true });
    });
    const shifts = await new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sum += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
      requestAnimationFrame(() => setTimeout(() => resolve(sum), 50));
    });
    return { paint, board, shifts };
  });
}

function middle(loads) {
  const of = (name) => loads.map((load) => load[name]).sort((a, b) => a - b)[Math.floor(loads.length / 2)];
  return `first contentful paint ${of('paint').toFixed(0)}, board ${of('board').toFixed(0)}, layout shift ${of('shifts').toFixed(3)}`;
}
