// Pictures of a running board: `node scripts/picture.mjs LINK PICTURE…`, a picture being FILE,WIDTH,HEIGHT,light|dark[,NAME], where NAME
// is the start of the title of a ticket whose sheet is opened.

import { openChromium } from './chromium.mjs';

const [link, ...pictures] = process.argv.slice(2);
const { browser, close } = await openChromium();
try {
  const first = await browser.newContext();
  const entry = await first.newPage();
  await entry.goto(link);
  await entry.getByRole('region', { name: 'In progress' }).waitFor({ state: 'attached' });
  const storageState = await first.storageState();
  for (const picture of pictures) {
    const [path, width, height, colorScheme, ticket] = picture.split(',');
    const context = await browser.newContext({
      storageState,
      colorScheme,
      viewport: { width: Number(width), height: Number(height) },
    });
    const page = await context.newPage();
    await page.goto(new URL('/', link).href);
    await page.getByRole('region', { name: 'In progress' }).waitFor({ state: 'attached' });
    if (ticket) {
      await page.getByRole('button', { name: ticket }).filter({ visible: true }).first().click();
      await page.getByRole('dialog').waitFor();
    }
    // Nothing fades, moves or blinks in a picture.
    await page.screenshot({ path, animations: 'disabled' });
    await context.close();
  }
} finally {
  await close();
}
