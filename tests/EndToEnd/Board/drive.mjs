// Drives a browser by steps: one JSON object a line in, one out. A step that does not come true within its patience answers why, with what the page shows.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { openChromium } from '../../../web/scripts/chromium.mjs';

const patience = 45_000;
const axe = createRequire(new URL('../../../web/package.json', import.meta.url)).resolve('axe-core/axe.min.js');
const { browser, close } = await openChromium();
let page;
let faults = [];

async function tab(context, url) {
  page = await context.newPage();
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin) faults.push(`asks ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
}

const shown = (role, text) => page.getByRole(role).filter({ hasText: text }).filter({ visible: true }).first();

/** Waits until the page was drawn as it now is. */
const drawn = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

const steps = {
  /** Opens an address in a browser that knows nothing yet. */
  async open({ url, width = 1440, height = 900 }) {
    const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce', colorScheme: 'light' });
    context.setDefaultTimeout(patience);
    await tab(context, url);
  },
  /** Opens an address in another tab of the same browser, and closes the one before. */
  async tab({ url }) {
    const before = page;
    await tab(page.context(), url);
    await before.close();
  },
  reload: () => page.reload(),
  size: ({ width, height }) => page.setViewportSize({ width, height }).then(drawn),
  colours: ({ scheme }) => page.emulateMedia({ colorScheme: scheme }).then(drawn),
  press: ({ key }) => page.keyboard.press(key),
  click: ({ role, name }) => page.getByRole(role, { name }).filter({ visible: true }).first().click(),
  /** Waits until the column shows the ticket. */
  column: ({ column, title }) => page.getByRole('region', { name: column, exact: true }).getByRole('link', { name: title }).waitFor(),
  /** Waits until something of that role shows the text. */
  says: ({ role, text }) => shown(role, text).waitFor(),
  /** Waits until nothing of that role shows the text. */
  unsays: ({ role, text }) => shown(role, text).waitFor({ state: 'detached' }),
  /** Writes into the field, in place of what was there. */
  fill: ({ name, text }) => page.getByRole('textbox', { name }).fill(text),
  focus: ({ role, name }) => page.getByRole(role, { name }).filter({ visible: true }).first().focus(),
  /** The ids of all elements that fit, in their order. */
  ids: ({ selector }) => page.evaluate((selector) => [...document.querySelectorAll(selector)].map((one) => one.id), selector),
  /** What a script left in the page; null where there is nothing of that name. */
  left: ({ name }) => page.evaluate((name) => (name in window ? String(window[name]) : null), name),
  /** A picture of the page, for looking at it. */
  picture: ({ path }) => page.screenshot({ path }).then(() => null),
  text: ({ role }) => page.getByRole(role).filter({ visible: true }).first().innerText(),
  address: () => page.url(),
  /** From now on, notes each column the ticket is seen in. A reload would forget them. */
  follow: ({ title }) =>
    page.evaluate((title) => {
      const seen = [];
      const look = () => {
        const card = [...document.querySelectorAll('section[aria-label] li [data-key]')].find((one) => one.textContent.startsWith(title));
        const column = card?.closest('section')?.ariaLabel;
        if (column && column !== seen.at(-1)) seen.push(column);
      };
      look();
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
      window.seen = seen;
    }, title),
  followed: () => page.evaluate(() => window.seen ?? null),
  /** How far the page can be scrolled sideways, in pixels. */
  sideways: () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  /** What axe-core finds that is serious or worse. */
  async axe() {
    await page.evaluate(await readFile(axe, 'utf8'));
    return page.evaluate(async () => {
      await Promise.all(document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity).map((one) => one.finished));
      const { violations, passes } = await window.axe.run();
      if (passes.length === 0) return ['axe-core checked nothing'];
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html}: ${node.failureSummary}`));
    });
  },
  /** What went wrong in the page since the last time this was asked. */
  faults: () => faults.splice(0),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { step, ...rest } = JSON.parse(line);
  let answer;
  try {
    answer = { value: (await steps[step](rest)) ?? null };
    if (answer.value !== null && typeof answer.value === 'object' && !Array.isArray(answer.value)) answer = { value: null };
  } catch (error) {
    answer = { error: `${line}: ${error.message}`, shows: await page?.locator('body').ariaSnapshot().catch((gone) => gone.message) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await close();
