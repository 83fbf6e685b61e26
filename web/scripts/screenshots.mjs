// Pictures of the board in every state: `npm run build && npm run screenshots [folder]`. CHROMIUM names another browser.
// Fails where a page logs an error, asks another host or scrolls sideways.

import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChromium } from './chromium.mjs';
import { startMock } from './mock-server.mjs';
import { workspace } from './samples.mjs';

const folder = process.argv[2] ?? join(tmpdir(), 'yoi-screenshots');
await mkdir(folder, { recursive: true });
const { browser, close } = await openChromium();
const faults = [];

const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

async function shoot(name, size, theme, token, act) {
  const mock = await startMock();
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: size === phone ? 2 : 1,
    colorScheme: theme,
  });
  await context.addInitScript(
    (kept) => {
      if (kept) localStorage.setItem('yoi.session', kept);
    },
    token && JSON.stringify({ token, workspace: workspace.id }),
  );
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(`${name}: ${error.message}`));
  page.on('console', (message) => {
    // A refused request is what some of the pictures are about.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      faults.push(`${name}: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(mock.url)) faults.push(`${name}: asks ${request.url()}`);
  });
  await page.goto(mock.url);
  await act?.(page, mock);
  await page.waitForTimeout(350);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (sideways > 0) faults.push(`${name}: scrolls sideways by ${sideways} px`);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
  await mock.die();
}

const board = (page) => page.getByRole('region', { name: 'In progress' }).waitFor({ state: 'attached' });

for (const theme of ['light', 'dark']) {
  await shoot(`board-1440-${theme}`, wide, theme, 'full', board);
  await shoot(`board-390-${theme}`, phone, theme, 'full', board);
  await shoot(`sheet-1440-${theme}`, wide, theme, 'full', async (page) => {
    await board(page);
    await page.getByRole('button', { name: /^Count stock/ }).click();
    await page.getByRole('dialog').waitFor();
  });
}
await shoot('sheet-390-dark', phone, 'dark', 'full', async (page) => {
  await board(page);
  await page
    .getByRole('button', { name: /^Replace the hand-rolled/ })
    .first()
    .click();
  await page.getByRole('dialog').waitFor();
});
await shoot('closed-390-light', phone, 'light', 'full', async (page) => {
  await board(page);
  await page
    .getByRole('button', { name: /Closed$/ })
    .first()
    .click();
  await page.mouse.wheel(0, 500);
});
await shoot('filter-1440-light', wide, 'light', 'full', async (page) => {
  await board(page);
  await page.keyboard.press('/');
  await page.keyboard.type('stock');
});
await shoot('keys-1440-dark', wide, 'dark', 'full', async (page) => {
  await board(page);
  for (const key of ['j', 'j', 'l', 'l', 'l', 'j']) await page.keyboard.press(key);
});
await shoot('lost-1440-light', wide, 'light', 'full', async (page, mock) => {
  await board(page);
  await mock.die();
  await page.waitForTimeout(2500);
});
await shoot('expiring-1440-dark', wide, 'dark', 'full', async (page, mock) => {
  await board(page);
  mock.expire();
  await page.getByRole('alert').waitFor();
});
await shoot('lost-390-dark', phone, 'dark', 'full', async (page, mock) => {
  await board(page);
  await mock.die();
  await page.waitForTimeout(2500);
});
await shoot('folded-1440-dark', wide, 'dark', 'full', async (page) => {
  await board(page);
  await page.getByRole('button', { name: 'Fold Closed' }).click();
});
await shoot('many-1440-light', wide, 'light', 'many', board);
for (const [size, width] of [
  [wide, 1440],
  [phone, 390],
]) {
  await shoot(`empty-${width}-light`, size, 'light', 'empty');
  await shoot(`loading-${width}-dark`, size, 'dark', 'slow');
  await shoot(`expired-${width}-light`, size, 'light', 'expired');
}
await shoot('none-1440-dark', wide, 'dark', null);
await shoot('dead-1440-light', wide, 'light', 'dead');

await close();
for (const fault of faults) console.error(fault);
console.log(`Pictures in ${folder}`);
process.exitCode = faults.length > 0 ? 1 : 0;
