// Cards in every state a board can show, as of now.

export const now = Date.now();
export const at = (seconds) => new Date(now - seconds * 1000).toISOString();
export const minutes = (count) => count * 60;
export const hours = (count) => count * 3600;

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export function id(secondsAgo) {
  let value = BigInt(now - secondsAgo * 1000);
  let text = '';
  for (let place = 0; place < 13; place++, value >>= 5n) text = alphabet[Number(value & 31n)] + text;
  return text;
}

/** The same for the same name, so that addresses in samples hold. */
export function workerId(name) {
  const hex = Buffer.from(name.padEnd(16, '.')).toString('hex').slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function worker(name, role, state = 'busy') {
  return { id: workerId(name), runtime: 'embedded', name, role, state };
}

function attempt(step, secondsAgo, more = {}) {
  return {
    number: 1,
    step,
    since: at(secondsAgo),
    receipts: { passed: 0, total: 0 },
    rounds: 0,
    tokens: { input: 0, output: 0 },
    ...more,
  };
}

function card(created, title, state, more = {}) {
  return { id: id(created), title, state, updated_at: at(created / 2), ...more };
}

const tokens = (input, output) => ({ input, output });

export const workspace = {
  id: 'orchard',
  display_name: 'Orchard',
  target_branch: 'main',
  integration_branch: 'yoi/integration',
  notices: [
    {
      code: 'untrusted',
      message:
        'The validation commands in `.yoi/workspace.yaml` changed and wait for `yoi trust`; the last trusted ones are in force.',
    },
  ],
};

export function cards() {
  return [
    card(hours(70), 'Let a basket be shared by a link that expires', 'planning', { priority: 'P2' }),
    card(hours(50), 'Prices in the buyer’s own currency', 'planning'),
    card(hours(3), 'Look again at how picking slots are offered when a depot closes early', 'planning', {
      priority: 'low',
    }),
    card(hours(45), 'Show the picking window on the order page', 'ready', { priority: 'P1' }),
    card(hours(44), 'Refuse a coupon that was used by the same household within a day', 'ready'),
    card(hours(30), 'Move address parsing out of the checkout', 'queued', {
      priority: 'P0',
      attempt: attempt('route', 8),
    }),
    card(hours(29), 'Retry the label printer when it answers with nothing', 'queued', { priority: 'P1' }),
    card(hours(28), 'Archive orders older than seven years', 'queued', {
      waits: {
        code: 'dependency_blocked',
        message: 'It depends on “Count stock per depot, not per town”, which is not merged yet.',
      },
    }),
    card(hours(27), 'Say which apples are out of season', 'queued', { priority: 'P2' }),
    card(hours(26), 'Keep the basket when the session ends', 'inprogress', {
      priority: 'P1',
      attempt: attempt('code', minutes(4) + 12, {
        worker: worker('Kanna', 'coder'),
        branch: `work/${id(hours(26))}-keep-the-basket`,
        tokens: tokens(118_204, 9_410),
      }),
    }),
    card(hours(25), 'Count stock per depot, not per town', 'inprogress', {
      attempt: attempt('review', 47, {
        number: 2,
        rounds: 1,
        worker: worker('Iwao', 'reviewer'),
        branch: `work/${id(hours(25))}-count-stock`,
        receipts: { passed: 3, total: 4 },
        tokens: tokens(402_118, 22_960),
      }),
    }),
    card(hours(24.5), 'Let the depot printer be chosen by hand', 'inprogress', {
      attempt: attempt('code', minutes(1) + 40, {
        worker: worker('Nagi', 'coder', 'waiting_approval'),
        branch: `work/${id(hours(24.5))}-depot-printer`,
        tokens: tokens(52_300, 3_900),
      }),
    }),
    card(hours(24), 'Mail a receipt within a minute of payment', 'inprogress', {
      attempt: attempt('check', 19, {
        worker: worker('Sora', 'coder', 'idle'),
        branch: `work/${id(hours(24))}-mail-a-receipt`,
        receipts: { passed: 1, total: 2 },
        tokens: tokens(61_000, 4_100),
      }),
    }),
    card(hours(23), 'Replace the hand-rolled date arithmetic in delivery planning', 'inprogress', {
      priority: 'P1',
      attempt: attempt('parked', minutes(38), {
        number: 3,
        parked: {
          code: 'rounds_spent',
          message:
            'Three rounds did not pass `dotnet test`: the daylight-saving case still fails. Decide how 02:30 on 29 March is meant.',
        },
        branch: `work/${id(hours(23))}-date-arithmetic`,
        receipts: { passed: 1, total: 2 },
        tokens: tokens(1_240_000, 96_000),
      }),
    }),
    card(hours(22), 'Let growers upload photos of their orchard', 'inprogress', {
      attempt: attempt('parked', hours(5), {
        parked: { code: 'budget', message: 'The ticket’s budget of 500k tokens is spent.' },
        worker: worker('Tomo', 'coder', 'unconnected'),
        branch: `work/${id(hours(22))}-photos`,
        tokens: tokens(482_000, 19_400),
      }),
    }),
    card(hours(21), 'Sort search results by distance', 'done', {
      attempt: attempt('close', minutes(12), {
        merge: '9f3c1d2ab8e44c07f1d2a6b1c0e9d8f7a6b5c4d3',
        branch: `work/${id(hours(21))}-sort`,
        receipts: { passed: 4, total: 4 },
        tokens: tokens(88_000, 6_200),
      }),
    }),
    card(hours(20), 'Log in with a passkey', 'done', {
      priority: 'P1',
      attempt: attempt('clean', 6, {
        merge: '1b44de90aa0c35efc0ffee00d15ea5e5ba5eba11',
        receipts: { passed: 4, total: 4 },
        tokens: tokens(310_000, 31_200),
      }),
    }),
    ...[
      'Fix the typo on the imprint page',
      'Round weights to ten grams',
      'Stop sending the newsletter twice',
      'Upgrade the map tiles',
      'Translate the returns page',
      'Give each depot its own opening hours',
      'Drop the unused fax field',
    ].map((title, index) =>
      card(hours(90 + index * 7), title, 'closed', {
        attempt: attempt('closed', hours(40 + index * 3), {
          merge: '0d15ea5e9f3c1d2ab8e44c07f1d2a6b1c0e9d8f7',
          receipts: { passed: 4, total: 4 },
          tokens: tokens(50_000, 5_000),
        }),
      }),
    ),
    card(hours(80), 'Ticket with a torn record', 'unreadable', {
      diagnostic: {
        code: 'ticket_unreadable',
        message: 'This ticket’s files cannot be read; the server’s log says where.',
      },
    }),
  ];
}
