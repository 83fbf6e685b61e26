// Tickets as their pages show them: most as their card says, one with a whole history.

import { at, hours, minutes, workerId } from './cards.mjs';
import { diff } from './diff.mjs';

export const rich = 'Count stock per depot, not per town';

const body = `Stock is counted per town today. A town with two depots sells apples that lie in the other one, and pickers stand in front of empty crates.

## Requirements

- Stock belongs to a **depot** and a fruit; towns have none of their own.
- Reserving is safe when two pickers do it at once: never more than there is.
- \`StockService.CountAsync\` answers for a depot. Nothing else of its API changes its name.

## Acceptance criteria

- [x] Two reservations of 6 kg out of 10 kg: one of them is refused.
- [x] A depot without the fruit answers 0, and refuses without an exception.
- [ ] The picking page shows the depot's own numbers.

| depot | fruit | before | after |
|---|---|---:|---:|
| North | Boskoop | 14 kg of the town | 10 kg |
| South | Boskoop | 14 kg of the town | 4 kg |

See [the note on depots](https://example.org/depots) and ![a plan of the depots](https://example.org/plan.png).

\`\`\`csharp
var kilograms = await stock.CountAsync(Depot.North, Fruit.Boskoop, cancellationToken);
\`\`\`

> Growers deliver to a depot, never to a town.
`;

const base = diff.base;
const first = 'c0ffee11aa22bb33cc44dd55ee66ff7788990011';
const second = diff.head;

const findings = [
  {
    severity: 'blocker',
    text: 'Two pickers at once both pass the check and both write: the store is never compared with what was read. Ten kilograms are sold twice.',
    path: 'src/Stock/StockService.cs',
    line: 24,
  },
  {
    severity: 'minor',
    text: 'The comment still says "in a town".',
    path: 'src/Stock/StockService.cs',
    line: 15,
  },
  {
    severity: 'major',
    text: 'No test reserves from two tasks at once, which is what the ticket is about.',
    path: 'tests/Stock/ReservationTests.cs',
    line: 10,
  },
  { severity: 'note', text: 'docs/stock.md could be renamed with it.' },
];

const approved = [
  {
    severity: 'minor',
    text: 'Three tries are few on a busy Saturday; a setting may be wanted later.',
    path: 'src/Stock/StockService.cs',
    line: 26,
  },
  {
    severity: 'note',
    text: 'Good: the race is tested with two real tasks.',
    path: 'tests/Stock/ReservationTests.cs',
    line: 17,
  },
];

const summaryOfFirst =
  'The counting is right, the reserving is not: `ReserveAsync` reads, decides and writes without comparing. The ticket asks for exactly this to be safe.';

function receipt(name, purpose, command, exit_code, commit, duration_ms, secondsAgo) {
  return { id: `receipt-${name}`, purpose, command, exit_code, commit, duration_ms, at: at(secondsAgo) };
}

function worker(name, role, state, more = {}) {
  return {
    runtime: 'embedded',
    worker: workerId(name),
    name,
    role,
    desired: 'active',
    state,
    created_at: at(hours(1)),
    tokens: { input: 201_300, output: 11_480 },
    approvals: [],
    ...more,
  };
}

function richAttempt(card) {
  return {
    summary: card.attempt,
    opened_at: at(minutes(52)),
    over: false,
    rounds: 1,
    workers: [
      worker('Hana', 'coder', 'idle', { last_outcome: 'completed', model: 'claude-sonnet-4-5' }),
      worker('Iwao', 'reviewer', 'busy', { model: 'claude-opus-4-1', tokens: { input: 98_200, output: 4_110 } }),
    ],
    receipts: [
      receipt(1, 'submit', 'dotnet build --nologo', 0, first, 18_420, minutes(30)),
      receipt(2, 'submit', 'dotnet test --no-build --filter "Category!=Slow"', 1, first, 41_070, minutes(29)),
      receipt(3, 'submit', 'dotnet build --nologo', 0, second, 17_950, minutes(6)),
      receipt(4, 'submit', 'dotnet test --no-build --filter "Category!=Slow"', 0, second, 39_800, minutes(5)),
    ],
    reviews: [
      { verdict: 'request_changes', summary: summaryOfFirst, findings, commit: first, at: at(minutes(22)) },
      {
        verdict: 'approve',
        summary: 'Reserving now compares before it writes, and a test with two tasks shows it. Ready to merge.',
        findings: approved,
        commit: second,
        at: at(40),
      },
    ],
    commit: second,
    base,
    write_globs: ['src/Stock/**', 'tests/Stock/**', 'docs/**'],
  };
}

function event(index, kind, secondsAgo, author, heading, text, attributes = {}) {
  return { index, kind, author, at: at(secondsAgo), heading, body: text, attributes };
}

function richThread() {
  return [
    event(0, 'create', hours(25), 'mika', 'Created', 'Ticket created.'),
    event(1, 'state_changed', hours(20), 'mika', 'State changed', 'ready', { from: 'planning', to: 'ready' }),
    event(2, 'state_changed', minutes(55), 'mika', 'State changed', 'queued', {
      from: 'ready',
      to: 'queued',
      reason: 'queued',
    }),
    event(
      3,
      'decision',
      minutes(53),
      'yoi',
      'Decision',
      'One coder, one reviewer. The change stays within `src/Stock`, `tests/Stock` and `docs`; nothing that runs now touches them.',
      { step: 'accept' },
    ),
    event(
      4,
      'plan',
      minutes(53),
      'yoi',
      'Plan',
      '1. A record for the stock of a depot.\n2. The service by depot, with compare and replace.\n3. Tests for two pickers at once.\n',
    ),
    event(5, 'state_changed', minutes(52), 'yoi', 'State changed', 'in progress', { from: 'queued', to: 'inprogress' }),
    event(
      6,
      'implementation_report',
      minutes(31),
      'Hana',
      'Implementation report',
      'Stock is a record per depot and fruit. `TownStock` is gone; its two readers ask the depot now.\n\nChecked with `dotnet test`.\n',
      { commit: first, step: 'code' },
    ),
    event(
      7,
      'review',
      minutes(22),
      'Iwao',
      'Review: request changes',
      `${summaryOfFirst}\n\n4 findings, 1 of them a blocker.\n`,
      {
        status: 'request_changes',
        commit: first,
      },
    ),
    event(
      8,
      'comment',
      minutes(18),
      'mika',
      'Comment',
      'Three tries are fine for now. Please do **not** add a lock to the store.\n',
    ),
    event(
      9,
      'implementation_report',
      minutes(7),
      'Hana',
      'Implementation report',
      'Reserving compares what it read with what is there and tries three times. The test runs two pickers at once, a hundred times over; before the change it failed in 31 of 100.\n',
      { commit: second, step: 'code' },
    ),
    event(10, 'review', 40, 'Iwao', 'Review: approve', 'Reserving now compares before it writes.\n', {
      status: 'approve',
      commit: second,
    }),
  ];
}

/** What a person may do, as the real gates would say. */
function actionsOf(card) {
  const close = { to: 'closed', name: 'Close', needs: ['resolution', 'reason'] };
  const back = { to: 'planning', name: 'Back to planning', needs: ['reason', 'body'] };
  switch (card.state) {
    case 'planning':
      return [
        card.title.startsWith('Prices')
          ? { to: 'ready', name: 'Mark ready', needs: [], refused: refusal }
          : { to: 'ready', name: 'Mark ready', needs: [] },
        close,
      ];
    case 'ready':
      return [{ to: 'queued', name: 'Queue', needs: [] }, back, close];
    case 'queued':
      return [{ to: 'ready', name: 'Take back', needs: ['reason'] }, back, close];
    case 'inprogress':
      return [
        {
          to: 'queued',
          name: 'Queue again',
          needs: ['reason'],
          ...(!card.attempt?.parked && {
            refused: { code: 'gate_refused', message: 'An attempt is under way; it can be given up once it parks.' },
          }),
        },
      ];
    case 'done':
      return [
        { ...close, needs: ['resolution'] },
        { to: 'planning', name: 'Back to planning', needs: ['reason', 'body'] },
      ];
    default:
      return [];
  }
}

export const refusal = {
  code: 'gate_refused',
  message:
    'Its body has no acceptance criteria. Add a section `## Acceptance criteria` that says how one sees that it is done.',
};

function attemptOf(card) {
  if (!card.attempt) return undefined;
  if (card.title === rich) return richAttempt(card);
  const who = card.attempt.worker;
  return {
    summary: card.attempt,
    opened_at: at(hours(1)),
    over: card.state === 'closed',
    rounds: card.attempt.rounds,
    workers: who ? [worker(who.name, who.role, who.state)] : [],
    receipts: [],
    reviews: [],
    write_globs: [],
  };
}

export function ticketOf(card, all, comments = []) {
  const isRich = card.title === rich;
  const other = (title) => all.find((one) => one.title.startsWith(title));
  const related = (kind, title, note) => {
    const to = other(title);
    return { kind, ticket: to.id, title: to.title, state: to.state, ...(note && { note }) };
  };
  const waiting = card.title.startsWith('Archive orders');
  const thread = isRich ? richThread() : [event(0, 'create', hours(30), 'mika', 'Created', 'Ticket created.')];
  return {
    card,
    created_at: at(hours(70)),
    ...(isRich && { assignee: 'mika' }),
    body: isRich
      ? body
      : card.state === 'unreadable'
        ? ''
        : card.state === 'planning'
          ? ''
          : `${card.title}.\n\n## Requirements\n\n- It holds for every depot.\n\n## Acceptance criteria\n\n- A test shows it.\n`,
    thread: [
      ...thread,
      ...comments.map((text, index) => event(thread.length + index, 'comment', 0, 'you', 'Comment', text)),
    ],
    omitted: 0,
    relations: isRich
      ? [
          related('depends_on', 'Fix the typo'),
          related('dependency_of', 'Archive orders', 'It archives by depot.'),
          related('related', 'Show the picking window'),
          { kind: 'supersedes', ticket: '0000000000ABC' },
        ]
      : waiting
        ? [related('depends_on', 'Count stock'), related('blocked_by', 'Move address')]
        : [],
    waits: waiting
      ? [
          {
            code: 'dependency_blocked',
            text: 'It depends on “Count stock per depot, not per town”, which is in progress.',
            release: 'It starts by itself once that one is done.',
            on: other('Count stock').id,
          },
          {
            code: 'capacity',
            text: 'All 3 coder slots are taken.',
            release: 'A slot is free when one of them hands in its work.',
          },
        ]
      : [],
    actions: actionsOf(card),
    attempt: attemptOf(card),
    ...(card.state === 'closed' && { resolution: 'Merged and seen on the page.' }),
  };
}

export function diffOf(card) {
  return card.title === rich ? diff : null;
}
