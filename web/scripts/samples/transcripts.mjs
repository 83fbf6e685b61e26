// Transcripts of Workers: one at work, one that asks, one that was interrupted, one that is cut off, one of 10,000 events.

import { now } from './cards.mjs';

function record(ago = 3_600_000) {
  const events = [];
  let time = now - ago;
  const add = (type, members = {}, seconds = 2, run = 'run-1') => {
    time += seconds * 1000;
    const event = { type, seq: events.length + 1, at: new Date(Math.min(time, now)).toISOString(), run, ...members };
    events.push(event);
    return event;
  };
  let calls = 0;
  const call = (name, given, status, text, seconds = 3, truncated = false) => {
    const call_id = `call-${++calls}`;
    add('tool_call', { call_id, name, arguments: given }, 1);
    if (status) add('tool_result', { call_id, status, text, truncated }, seconds);
    return call_id;
  };
  const say = (text, reasoning) =>
    add(
      'assistant_message',
      { message_id: `message-${events.length}`, text, ...(reasoning && { reasoning }), partial: false },
      4,
    );
  const used = (input, output) => add('usage', { model: 'claude-sonnet-4-5', tokens: { input, output } }, 0);
  return { events, add, call, say, used };
}

const task = `You are the coder of ticket **Keep the basket when the session ends**.

A basket is lost when a visitor's session ends. Keep it for 30 days, by the visitor's own key.

## Requirements

- The basket outlives the session, for 30 days after its last change.
- It is found again by a signed cookie, never by an id in the address.

You may write in \`src/Basket/**\` and \`tests/Basket/**\`. Commit nothing; the host does. When you are done, call \`submit_work\`.
`;

const listing = `src/Basket/Basket.cs
src/Basket/BasketStore.cs
src/Basket/BasketKey.cs
tests/Basket/BasketStoreTests.cs`;

const esc = '\x1b';
const tests = `exit code: 1
stdout:
  Determining projects to restore...
  All projects are up-to-date for restore.
  Basket -> /work/artifacts/bin/Basket.dll
${esc}[1;32mPassed${esc}[0m Basket_is_found_again ${esc}[2m[12 ms]${esc}[0m
${esc}[1;32mPassed${esc}[0m Basket_expires_after_30_days ${esc}[2m[3 ms]${esc}[0m
${esc}[1;31mFailed${esc}[0m ${esc}[31mForged_cookie_is_refused${esc}[0m ${esc}[2m[8 ms]${esc}[0m
  ${esc}[33mShouldly.ShouldAssertException${esc}[0m : found.ShouldBeNull()
     but was ${esc}[36mBasket { Lines = 2 }${esc}[0m
     at Orchard.Tests.BasketStoreTests.Forged_cookie_is_refused() in /work/tests/Basket/BasketStoreTests.cs:${esc}[4mline 41${esc}[24m

${esc}[7;31m FAILED ${esc}[0m  1 of 3, ${esc}[38;5;208m1.4 s${esc}[0m
stderr:
warn: Microsoft.Testing.Platform[0] ${esc}[33mslow disk${esc}[0m
`;

const edit = `--- src/Basket/BasketKey.cs
+++ src/Basket/BasketKey.cs
@@ -9,9 +9,10 @@
 
     public static BasketKey? Read(string cookie, ReadOnlySpan<byte> secret)
     {
-        var parts = cookie.Split('.');
-        return parts.Length == 2 ? new(parts[0]) : null;
+        if (cookie.Split('.') is not [var key, var signature]) return null;
+        var expected = Sign(key, secret);
+        return CryptographicOperations.FixedTimeEquals(expected, Decode(signature)) ? new(key) : null;
     }
 
     private static byte[] Sign(string key, ReadOnlySpan<byte> secret) =>
`;

const file = `using System.Security.Cryptography;
using System.Text;

namespace Orchard.Basket;

/// <summary>Names a basket beyond its session; signed, so that nobody guesses another's.</summary>
public sealed record BasketKey(string Value)
{
    private const int Bytes = 16;

    public static BasketKey New() => new(Convert.ToHexString(RandomNumberGenerator.GetBytes(Bytes)));

    public string Write(ReadOnlySpan<byte> secret) => $"{Value}.{Convert.ToHexString(Sign(Value, secret))}";

    public static BasketKey? Read(string cookie, ReadOnlySpan<byte> secret)
    {
        var parts = cookie.Split('.');
        return parts.Length == 2 ? new(parts[0]) : null;
    }

    private static byte[] Sign(string key, ReadOnlySpan<byte> secret) =>
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(key));
}
`;

/** A coder in the middle of its work. */
export function working() {
  const { events, add, call, say, used } = record();
  add('worker_created', { profile: 'builtin:coder', role: 'coder', model: 'claude-sonnet-4-5' });
  add('user_message', { kind: 'user', text: task });
  add('run_started', { kind: 'user' }, 0);
  say(
    'I look at what is there first.',
    'The ticket wants the basket to outlive the session. I should find where the session ends, and what a basket is stored by.\n\nA signed cookie needs a secret; there may be one for the session already.',
  );
  call('shell', { command: 'git ls-files src/Basket tests/Basket' }, 'ok', `exit code: 0\nstdout:\n${listing}\n`, 0.2);
  used(6_120, 210);
  call(
    'read',
    { path: 'src/Basket/BasketStore.cs', offset: 1, limit: 40 },
    'ok',
    Array.from({ length: 40 }, (_, line) => `${line + 1}\t    private readonly IStore _store${line} = store;`).join(
      '\n',
    ),
    0.1,
  );
  used(9_480, 96);
  call(
    'write',
    { path: 'src/Basket/BasketKey.cs', content: file },
    'ok',
    'Wrote 932 bytes to src/Basket/BasketKey.cs.',
    0.1,
  );
  used(11_020, 640);
  call('shell', { command: 'dotnet test tests/Basket --nologo' }, 'ok', tests, 41);
  used(13_300, 120);
  add('user_message', { kind: 'steer', text: 'Compare signatures in constant time, please.' });
  say(
    'The forged cookie is accepted, because `Read` never looks at the signature. That is mended together with the constant-time comparison:',
  );
  call(
    'edit',
    { path: 'src/Basket/BasketKey.cs', old_text: "var parts = cookie.Split('.');", new_text: 'if (…) return null;' },
    'ok',
    edit,
    0.1,
  );
  used(14_900, 410);
  call(
    'shell',
    { command: 'curl https://example.org/secret' },
    'denied',
    'forbidden_authority: There is no network in the sandbox.',
    0.1,
  );
  add('error', {
    problem: { code: 'provider_quota', message: 'The provider asked to slow down; the call was made again after 4 s.' },
  });
  call('shell', { command: 'dotnet test tests/Basket --nologo 2>&1 | tail -3' });
  return events;
}

export const inFlight =
  'While the tests run: the basket is now found by a signed key, and the signature is compared in constant time.\n\n- `BasketKey.Read` refuses what is not signed\n- `BasketStore` keeps a basket for **30 days** after its last change\n\nWhat is left is the cookie itself, which the page sets when the first';

/** A coder that asks whether it may. */
export function asking(deadline) {
  const { events, add, call, say, used } = record();
  add('worker_created', { profile: 'builtin:coder', role: 'coder', model: 'claude-sonnet-4-5' });
  add('user_message', { kind: 'user', text: 'Let the printer of a depot be chosen by hand.' });
  add('run_started', { kind: 'user' }, 0);
  say('The list of printers comes from CUPS; its client has to be there. I check.');
  call('shell', { command: 'which lpstat || echo none' }, 'ok', 'exit code: 0\nstdout:\nnone\n', 0.2);
  used(5_300, 140);
  say('It is not. The package restores it:');
  const call_id = call('shell', { command: 'npm install --save-exact ipp@2.0.1' });
  const approval = {
    call_id,
    tool: 'shell',
    text: 'npm install --save-exact ipp@2.0.1',
    rule: 'run commands that begin with `npm install`',
    asked_at: new Date(now).toISOString(),
    deadline: new Date(deadline).toISOString(),
  };
  add('approval_requested', { approval }, 1);
  return { events, approval };
}

/** A reviewer that finished. */
export function reviewed() {
  const { events, add, call, say, used } = record();
  add('worker_created', { profile: 'builtin:reviewer', role: 'reviewer', model: 'claude-opus-4-1' });
  add('user_message', { kind: 'user', text: 'Review commit `9f3c1d2a` of ticket **Count stock per depot**.' });
  add('run_started', { kind: 'user' }, 0);
  say('I read the change, then try to break the reserving.');
  call(
    'shell',
    { command: 'git diff --stat HEAD~1' },
    'ok',
    'exit code: 0\nstdout:\n 6 files changed, 48 insertions(+), 13 deletions(-)\n',
    0.3,
  );
  used(12_000, 300);
  call(
    'submit_review',
    {
      verdict: 'approve',
      summary: 'Reserving now compares before it writes, and a test with two tasks shows it.',
      findings: [
        {
          severity: 'minor',
          text: 'Three tries are few on a busy Saturday.',
          path: 'src/Stock/StockService.cs',
          line: 26,
        },
      ],
    },
    'ok',
    'Recorded.',
    0.1,
  );
  used(13_400, 420);
  add('run_finished', { outcome: 'completed' });
  return events;
}

/** One that was interrupted in its work. */
export function interrupted() {
  const { events, add, call, say, used } = record();
  add('worker_created', { profile: 'builtin:coder', role: 'coder', model: 'claude-sonnet-4-5' });
  add('user_message', { kind: 'user', text: 'Mail a receipt within a minute of payment.' });
  add('run_started', { kind: 'user' }, 0);
  say('The mail is sent by a job every five minutes. I change it to be sent when the payment is booked.');
  used(4_000, 210);
  call('shell', { command: 'dotnet test' }, 'cancelled', 'The run was interrupted.', 9);
  add('run_finished', {
    outcome: 'interrupted',
    problem: { code: 'run_interrupted', message: 'A person interrupted it.' },
  });
  return events;
}

/** As many events as it takes to see whether the page stays smooth. */
export function long(count = 10_000) {
  const { events, add, call, say, used } = record(30_000_000);
  add('worker_created', { profile: 'builtin:coder', role: 'coder', model: 'claude-sonnet-4-5' });
  add('user_message', { kind: 'user', text: 'Go through all files, one by one.' });
  add('run_started', { kind: 'user' }, 0);
  for (let file = 1; events.length < count - 4; file++) {
    if (file % 3 === 0) say(`File ${file} has **nothing** to mend.\n\n- looked at its tests\n- looked at who calls it`);
    const lines = Array.from({ length: 1 + (file % 17) }, (_, line) => `${file}.${line} ok`).join('\n');
    call('shell', { command: `cat files/${file}.txt` }, 'ok', `exit code: 0\nstdout:\n${lines}\n`, 0.2);
    used(4_000 + file, 60);
  }
  add('run_finished', { outcome: 'completed' });
  return events;
}
