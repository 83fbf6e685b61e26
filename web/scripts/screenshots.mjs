// Pictures of every page in every state: `npm run build && npm run screenshots [folder [START]]`, START being what the names of the pictures begin with.
// CHROMIUM names another browser. Fails where a page logs an error, asks another host, scrolls sideways or bars somebody (axe-core).

import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChromium } from './chromium.mjs';
import { startMock } from './mock-server.mjs';
import { workerId, workspace } from './samples/cards.mjs';

const folder = process.argv[2] ?? join(tmpdir(), 'yoi-screenshots');
const wanted = process.argv[3] ?? '';
await mkdir(folder, { recursive: true });
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const { browser, close } = await openChromium();
const faults = [];

const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** Takes a picture of what `act` leads to, from the place whose path `place` gives. */
async function shoot(name, size, theme, token, act, place = () => '/') {
  if (!name.startsWith(wanted)) return;
  const mock = await startMock();
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: size === phone ? 2 : 1,
    hasTouch: size === phone,
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
  try {
    await page.goto(new URL(place(mock), mock.url).href);
    await act?.(page, mock);
  } catch (error) {
    faults.push(`${name}: ${error.message}`);
  }
  await page.waitForTimeout(350);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (sideways > 0) faults.push(`${name}: scrolls sideways by ${sideways} px`);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.evaluate(axe);
  for (const barrier of await page.evaluate(barriers)) faults.push(`${name}: ${barrier}`);
  await context.close();
  await mock.die();
}

/** Runs in the page: what axe-core finds. */
async function barriers() {
  const { violations } = await window.axe.run();
  return violations.flatMap(({ id, impact, help, nodes }) =>
    nodes.slice(0, 3).map((node) => `${impact} ${id}: ${help}: ${node.html.slice(0, 200)}`),
  );
}

const board = (page) => page.getByRole('region', { name: 'In progress' }).waitFor({ state: 'attached' });

for (const theme of ['light', 'dark']) {
  await shoot(`board-1440-${theme}`, wide, theme, 'full', board);
  await shoot(`board-390-${theme}`, phone, theme, 'full', board);
  await shoot(`sheet-1440-${theme}`, wide, theme, 'full', async (page) => {
    await board(page);
    await page.getByRole('link', { name: /^Count stock/ }).focus();
    await page.keyboard.press(' ');
    await page.getByRole('dialog').waitFor();
  });
}
await shoot('sheet-390-dark', phone, 'dark', 'full', async (page) => {
  await board(page);
  await page
    .getByRole('link', { name: /^Replace the hand-rolled/ })
    .first()
    .focus();
  await page.keyboard.press(' ');
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
for (const [size, width, theme] of [
  [wide, 1440, 'light'],
  [phone, 390, 'dark'],
]) {
  await shoot(`several-${width}-${theme}`, size, theme, 'several', async (page) => {
    await board(page);
    await page.getByRole('combobox', { name: 'Workspace' }).waitFor();
    await page.waitForURL('**/w/**');
  });
  await shoot(
    `workspace-nowhere-${width}-${theme}`,
    size,
    theme,
    'several',
    async (page) => {
      await page.getByRole('heading', { name: 'There is no such workspace here' }).waitFor();
      await page.getByRole('button', { name: 'Tea house' }).waitFor();
    },
    () => '/w/nowhere/workers',
  );
}
await shoot('dead-1440-light', wide, 'light', 'dead');

const ticket = (title) => (mock) => `/tickets/${mock.cards.find((card) => card.title.startsWith(title)).id}`;
const consoleOf = (name) => () => `/workers/embedded/${workerId(name)}`;
const heading = (page) => page.getByRole('heading', { level: 1 }).waitFor();
const transcript = async (page) => {
  await page.locator('[id^="e-"]').last().waitFor();
};
const part = (id) => async (page) => {
  await heading(page);
  await page.locator(`#${id}`).waitFor();
  await page
    .getByRole('navigation', { name: 'On this page' })
    .getByRole('link', { name: new RegExp(id, 'i') })
    .click();
};

for (const theme of ['light', 'dark']) {
  for (const [size, width] of [
    [wide, 1440],
    [phone, 390],
  ]) {
    const each = (name, act, place) => shoot(`${name}-${width}-${theme}`, size, theme, 'full', act, place);
    const rich = ticket('Count stock');
    await each('ticket-top', (page) => page.locator('#changes').waitFor(), rich);
    await each('ticket-attempt', part('attempt'), rich);
    await each('ticket-reviews', part('reviews'), rich);
    await each('ticket-changes', part('changes'), rich);
    await each('ticket-thread', part('thread'), rich);
    await each('ticket-waits', heading, ticket('Archive orders'));
    await each('ticket-parked', heading, ticket('Replace the hand-rolled'));
    await each('console-working', transcript, consoleOf('Kanna'));
    await each(
      'console-middle',
      async (page) => {
        await transcript(page);
        await page.getByRole('log').evaluate((box) => {
          box.scrollTop = box.scrollHeight / 3;
        });
      },
      consoleOf('Kanna'),
    );
    await each('console-asks', transcript, consoleOf('Nagi'));
    await each(
      'workers',
      (page) => page.getByRole('table').waitFor(),
      () => '/workers',
    );
  }
}
for (const [size, width, theme] of [
  [wide, 1440, 'dark'],
  [phone, 390, 'light'],
]) {
  const each = (name, act, place) => shoot(`viewer-${name}-${width}-${theme}`, size, theme, 'viewer', act, place);
  await each('board', board);
  await each('ticket', heading, ticket('Prices in'));
  await each('console', transcript, consoleOf('Nagi'));
  await each(
    'workers',
    (page) => page.getByRole('table').waitFor(),
    () => '/workers',
  );
}
await shoot(
  'ticket-form-1440-light',
  wide,
  'light',
  'full',
  async (page) => {
    await page.getByRole('button', { name: 'Back to planning' }).click();
    await page.getByLabel('Reason').fill('It does not say how long seven years are counted.');
    await page.getByRole('form').getByRole('button', { name: 'Back to planning' }).click();
  },
  ticket('Archive orders'),
);
await shoot(
  'ticket-form-390-dark',
  phone,
  'dark',
  'full',
  (page) => page.getByRole('button', { name: 'Back to planning' }).click(),
  ticket('Archive orders'),
);
await shoot(
  'ticket-refused-1440-dark',
  wide,
  'dark',
  'full',
  (page) => page.getByRole('button', { name: 'Mark ready' }).focus(),
  ticket('Prices in'),
);
await shoot(
  'ticket-refused-390-light',
  phone,
  'light',
  'full',
  (page) => page.getByRole('button', { name: 'Mark ready' }).focus(),
  ticket('Prices in'),
);
await shoot('ticket-none-1440-light', wide, 'light', 'full', heading, () => '/tickets/0000000000ABC');
await shoot('ticket-unreadable-1440-dark', wide, 'dark', 'full', heading, ticket('Ticket with a torn'));
await shoot(
  'ticket-lost-1440-light',
  wide,
  'light',
  'full',
  async (page, mock) => {
    await page.locator('#changes').waitFor();
    await mock.die();
    await page.waitForTimeout(1500);
  },
  ticket('Count stock'),
);
await shoot(
  'ticket-event-1440-light',
  wide,
  'light',
  'full',
  heading,
  (mock) => `${ticket('Count stock')(mock)}#event-7`,
);
await shoot('nowhere-390-dark', phone, 'dark', 'full', heading, () => '/somewhere/else');
await shoot('console-long-1440-light', wide, 'light', 'full', transcript, consoleOf('Riku'));
await shoot(
  'console-linked-1440-dark',
  wide,
  'dark',
  'full',
  (page) => page.locator('#e-6400.outline-2, #e-6401.outline-2, #e-6402.outline-2').waitFor(),
  () => `${consoleOf('Riku')()}#e-6402`,
);
await shoot('console-interrupted-1440-light', wide, 'light', 'full', transcript, consoleOf('Sora'));
await shoot('console-cut-off-1440-dark', wide, 'dark', 'full', transcript, consoleOf('Tomo'));
await shoot('console-stopped-390-light', phone, 'light', 'full', heading, consoleOf('Yuki'));
await shoot(
  'console-stop-1440-light',
  wide,
  'light',
  'full',
  async (page) => {
    await transcript(page);
    await page.getByRole('button', { name: 'Stop' }).click();
  },
  consoleOf('Kanna'),
);
await shoot(
  'console-lost-1440-light',
  wide,
  'light',
  'full',
  async (page, mock) => {
    await transcript(page);
    await mock.die();
    await page.waitForTimeout(1500);
  },
  consoleOf('Kanna'),
);
await shoot('console-reviewer-1440-light', wide, 'light', 'full', transcript, consoleOf('Iwao'));
await shoot('console-none-1440-light', wide, 'light', 'full', heading, () => '/workers/embedded/none');
await shoot(
  'workers-new-1440-light',
  wide,
  'light',
  'full',
  (page) => page.getByRole('button', { name: 'New Worker' }).click(),
  () => '/workers',
);
for (const [size, width, theme] of [
  [wide, 1440, 'light'],
  [phone, 390, 'dark'],
])
  await shoot(
    `workers-runtime-${width}-${theme}`,
    size,
    theme,
    'full',
    async (page) => {
      await page.getByRole('button', { name: 'New Worker' }).click();
      await page.getByRole('button', { name: 'Add a runtime' }).click();
      await page.getByLabel('Address').fill('https://runtime.example:8443');
    },
    () => '/workers',
  );
for (const [size, width, theme] of [
  [wide, 1440, 'light'],
  [phone, 390, 'dark'],
])
  await shoot(`draft-${width}-${theme}`, size, theme, 'full', async (page) => {
    await board(page);
    await page.getByRole('button', { name: 'New ticket' }).click();
    await page.getByRole('dialog').waitFor();
  });
await shoot('board-refused-1440-light', wide, 'light', 'full', async (page) => {
  await board(page);
  await page.getByRole('link', { name: /^Prices in/ }).focus();
  await page.keyboard.press('q');
  await page.getByRole('alert').waitFor();
});
await shoot('board-queue-1440-dark', wide, 'dark', 'full', async (page) => {
  await board(page);
  await page.getByRole('link', { name: /^Show the picking/ }).hover();
});

await close();
for (const fault of faults) console.error(fault);
console.log(`Pictures in ${folder}`);
process.exitCode = faults.length > 0 ? 1 : 0;
