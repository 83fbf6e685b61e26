// The API with sample tickets and Workers, for looking at the pages: `node scripts/mock-server.mjs [port]`, then any token is let in, and the
// link `#link=mock` lets in a browser.
// The token's first word chooses what is shown: full, empty, slow (no snapshot), expired, many, several (workspaces), viewer.

import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mockApi } from './mock-api.mjs';
import { workspace } from './samples/cards.mjs';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
// As strict as the real server's, so that what it forbids shows here.
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const others = [
  { ...workspace, id: 'tea', display_name: 'Tea house' },
  { ...workspace, id: 'billing', display_name: 'Billing and invoices of all the subsidiaries' },
];

export function startMock(port = 0) {
  const streams = new Set();
  let expired = false;
  const push = (frame) => {
    for (const stream of streams) send(stream, frame);
  };
  const api = mockApi(push);
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://mock').pathname;
    const scene = request.headers.authorization?.replace('Bearer ', '').split('-')[0];
    if (path === '/api/auth/session' && (await textOf(request)).includes('"mock"')) {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      return response.end(JSON.stringify({ token: 'full', workspace: workspace.id }));
    }
    if (path === '/api/auth/session')
      return problem(
        response,
        401,
        'unauthorized',
        'The link was used, has expired or is of an earlier server; run `yoi open` for a new one.',
      );
    if (path === '/api/auth/me') {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      return response.end(
        JSON.stringify({ kind: 'session', name: 'Ada', role: scene === 'viewer' ? 'viewer' : 'admin' }),
      );
    }
    if (path === '/api/workspaces') {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      return response.end(JSON.stringify({ items: scene === 'several' ? [workspace, ...others] : [workspace] }));
    }
    if (path.startsWith('/api/workspaces/nowhere/'))
      return problem(response, 404, 'not_found', 'There is no such thing here.');
    if (path.endsWith('/board/stream')) {
      if (scene === 'expired' || expired)
        return problem(
          response,
          401,
          'unauthorized',
          'The session is missing or has expired; run `yoi open` for a new link.',
        );
      if (scene === 'dead') return response.destroy();
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.flushHeaders();
      if (scene === 'slow') return;
      streams.add(response);
      response.on('close', () => streams.delete(response));
      send(response, { frame: 'snapshot', board: boardOf(scene, api.cards()) });
      return;
    }
    const below = /^\/api\/workspaces\/[^/]+\/(.+)$/.exec(path);
    if (!below) return serve(path, response);
    const answer = await api.handle(request, response, below[1]);
    if (answer === null) return;
    if (!answer) return problem(response, 404, 'not_found', 'There is no such thing here.');
    const [status, body, title] = answer;
    if (status >= 400) return problem(response, status, body, title);
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  return new Promise((resolve) =>
    server.listen(port, '127.0.0.1', () =>
      resolve({
        url: `http://127.0.0.1:${server.address().port}/`,
        cards: api.cards(),
        push,
        /** Ends all streams and every session. */
        expire: () => {
          expired = true;
          for (const stream of streams) stream.end();
          api.end();
        },
        /** Ends all streams and refuses new ones, as a server that died. */
        die: () =>
          new Promise((closed) => {
            server.close(closed);
            server.closeAllConnections();
          }),
      }),
    ),
  );
}

function boardOf(scene, all) {
  if (scene === 'empty') return { workspace: { ...workspace, notices: [] }, cards: [] };
  if (scene !== 'many') return { workspace, cards: all };
  const many = Array.from({ length: 5000 }, (_, index) => ({
    ...all[index % all.length],
    id: `${index}`.padStart(13, '0'),
  }));
  return { workspace, cards: many };
}

async function textOf(request) {
  let text = '';
  for await (const piece of request) text += piece;
  return text;
}

function send(response, frame) {
  response.write(`event: ${frame.frame}\ndata: ${JSON.stringify(frame)}\n\n`);
}

function problem(response, status, code, title) {
  response.writeHead(status, { 'Content-Type': 'application/problem+json' });
  response.end(JSON.stringify({ type: `urn:yoi:problem:${code}`, title, status, code, trace_id: '0'.repeat(32) }));
}

function serve(path, response) {
  const file = join(dist, normalize(extname(path) ? path : '/index.html'));
  if (!file.startsWith(dist) || !existsSync(file))
    return problem(response, 404, 'not_found', 'There is no such thing here.');
  response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'text/plain', 'Content-Security-Policy': policy });
  createReadStream(file).pipe(response);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log((await startMock(Number(process.argv[2] ?? 0))).url);
