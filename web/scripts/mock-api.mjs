// What the mock answers beside the board: tickets, Workers and what one does with them. Nothing is kept beyond the process.

import { cards, id } from './samples/cards.mjs';
import { problems, runtimes } from './samples/runtimes.mjs';
import { diffOf, refusal, ticketOf } from './samples/tickets.mjs';
import { inFlight } from './samples/transcripts.mjs';
import { workers } from './samples/workers.mjs';

const tail = 200;

/** One workspace as it goes on; `push` sends a frame to the boards that look. */
export function mockApi(push) {
  const all = cards();
  const team = workers(all);
  const comments = new Map();
  const streams = new Map();

  const show = (card) => ticketOf(card, all, comments.get(card.id));
  const emit = (worker, frame) => {
    for (const stream of streams.get(worker) ?? [])
      send(stream, frame, frame.frame === 'event' ? frame.event.seq : undefined);
  };
  const append = (worker, type, members) => {
    const event = { type, seq: worker.events.length + 1, at: new Date().toISOString(), run: 'run-2', ...members };
    worker.events.push(event);
    emit(worker, { frame: 'event', event });
  };
  const change = (worker, members) => {
    Object.assign(worker.view, members);
    emit(worker, { frame: 'state', worker: worker.view });
  };

  const tickets = {
    GET: (card) => [200, show(card)],
    'GET diff': (card) =>
      diffOf(card) ? [200, diffOf(card)] : [404, 'not_found', 'There is no work on this ticket yet.'],
    'POST comments': (card, { body }) => {
      comments.set(card.id, [...(comments.get(card.id) ?? []), body]);
      return [200, show(card)];
    },
    'POST transitions': (card, { expected, to }) => {
      if (expected !== card.state)
        return [409, 'stale_state', `The ticket is ${card.state} by now, not ${expected}. Look again and decide anew.`];
      if (card.title.startsWith('Prices')) return [409, 'gate_refused', refusal.message];
      Object.assign(card, { state: to, updated_at: new Date().toISOString() });
      push({ frame: 'card', card });
      return [200, show(card)];
    },
  };

  const consoles = {
    GET: (worker) => [200, worker.view],
    'GET events': (worker, _, query) => {
      const limit = Number(query.get('limit') ?? 200);
      if (query.has('before')) {
        const before = worker.events.filter((event) => event.seq < Number(query.get('before')));
        return [200, { items: before.slice(-limit), more: before.length > limit }];
      }
      const after = worker.events.filter((event) => event.seq > Number(query.get('after') ?? 0));
      return [200, { items: after.slice(0, limit), more: after.length > limit }];
    },
    'POST input': (worker, { text, kind }) => {
      append(worker, 'user_message', { kind, text });
      if (kind !== 'steer') {
        append(worker, 'run_started', { kind });
        change(worker, { state: 'busy' });
        answer(worker);
      }
      return [200, { status: 'accepted', run: 'run-2' }];
    },
    'POST interrupt': (worker) => {
      append(worker, 'run_finished', {
        outcome: 'interrupted',
        problem: { code: 'run_interrupted', message: 'A person interrupted it.' },
      });
      change(worker, { state: 'idle', last_outcome: 'interrupted' });
      return [200, worker.view];
    },
    'POST stop': (worker) => {
      append(worker, 'state_changed', { from: 'active', to: 'stopped' });
      change(worker, { desired: 'stopped', state: 'unconnected' });
      return [200, worker.view];
    },
    'POST restore': (worker) => {
      append(worker, 'state_changed', { from: 'stopped', to: 'active' });
      change(worker, { desired: 'active', state: 'idle', problem: undefined });
      return [200, worker.view];
    },
    'POST approvals': (worker, { allow, always }, _, call_id) => {
      append(worker, 'approval_resolved', { call_id, allowed: allow, always: always ?? false, by: 'you' });
      change(worker, { state: 'busy', approvals: [] });
      const [status, text] = allow
        ? ['ok', 'exit code: 0\nstdout:\nadded 1 package\n']
        : ['denied', 'A person said no.'];
      setTimeout(() => append(worker, 'tool_result', { call_id, status, text, truncated: false }), 400);
      return [200, worker.view];
    },
  };

  /** A message that is written while one looks. */
  function answer(worker) {
    const message_id = `live-${worker.events.length}`;
    const words = 'Understood. I look at it **now**, and say what I find.'.split(/(?<= )/);
    let text = '';
    const step = () => {
      const next = words.shift();
      if (next === undefined) {
        append(worker, 'assistant_message', { message_id, text, partial: false });
        append(worker, 'run_finished', { outcome: 'completed' });
        change(worker, { state: 'idle', last_outcome: 'completed' });
        return;
      }
      emit(worker, { frame: 'delta', message_id, offset: text.length, text: next });
      text += next;
      setTimeout(step, 60);
    };
    step();
  }

  function observe(worker, response, cursor) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    if (cursor === undefined) {
      const isWriting = worker.view.name === 'Kanna';
      const in_flight = isWriting ? { message_id: 'flying', offset: 0, text: inFlight } : null;
      const frame = { frame: 'snapshot', worker: worker.view, tail: worker.events.slice(-tail), in_flight };
      send(response, frame, worker.events.length);
    } else {
      send(response, { frame: 'state', worker: worker.view });
      for (const event of worker.events.filter(({ seq }) => seq > Number(cursor)))
        send(response, { frame: 'event', event }, event.seq);
    }
    const watching = streams.get(worker) ?? new Set();
    streams.set(worker, watching.add(response));
    response.on('close', () => watching.delete(response));
  }

  return {
    cards: () => all,
    /** Ends what Workers stream, and streams no more. */
    end: () => {
      for (const watching of streams.values()) for (const stream of watching) stream.end();
    },
    /** Answers [status, body], or [status, code, title] for a refusal; null where it answered by itself, undefined where it knows no such path. */
    handle: async (request, response, path) => {
      const url = new URL(request.url, 'http://mock');
      const [kind, ...rest] = path.split('/').map(decodeURIComponent);
      const body = request.method === 'POST' ? await bodyOf(request) : undefined;
      if (kind === 'runtimes' && rest.length === 0) return [200, { items: runtimes }];
      if (kind === 'workers' && request.method === 'GET')
        return [200, { items: team.map(({ view }) => view), problems }];
      if (kind === 'workers') {
        if (!['coder', 'reviewer', 'companion'].includes(body.profile))
          return [404, 'unknown_profile', `There is no profile “${body.profile}”. \`yoi config show\` lists them.`];
        const worker = {
          view: {
            ...team[2].view,
            worker: crypto.randomUUID(),
            name: body.name ?? body.profile,
            role: body.profile,
            created_at: new Date().toISOString(),
            ticket: undefined,
            tokens: { input: 0, output: 0 },
          },
          events: [],
        };
        team.push(worker);
        append(worker, 'worker_created', { profile: `builtin:${body.profile}`, role: body.profile });
        if (body.input) consoles['POST input'](worker, { text: body.input, kind: 'user' });
        return [201, worker.view];
      }
      if (kind === 'tickets' && rest.length === 0) {
        const card = {
          id: id(0),
          title: body.title,
          state: 'planning',
          updated_at: new Date().toISOString(),
          priority: body.priority,
        };
        all.push(card);
        push({ frame: 'card', card });
        return [201, show(card)];
      }
      if (kind === 'tickets') {
        const card = all.find((one) => one.id === rest[0]);
        if (!card) return [404, 'not_found', 'There is no ticket with this id in the workspace.'];
        return tickets[[request.method, rest[1]].filter(Boolean).join(' ')]?.(card, body);
      }
      if (kind === 'runtimes') {
        const worker = team.find(({ view }) => view.runtime === rest[0] && view.worker === rest[2]);
        if (!worker) return [404, 'unknown_worker', 'There is no such Worker in this runtime.'];
        if (rest[3] === 'stream') return observe(worker, response, request.headers['last-event-id']) ?? null;
        return consoles[[request.method, rest[3]].filter(Boolean).join(' ')]?.(worker, body, url.searchParams, rest[4]);
      }
      return undefined;
    },
  };
}

function send(response, frame, id) {
  response.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${frame.frame}\ndata: ${JSON.stringify(frame)}\n\n`);
}

async function bodyOf(request) {
  let text = '';
  for await (const piece of request) text += piece;
  return JSON.parse(text || '{}');
}
