namespace Yoi.Cli;

/// <summary>The ticket beside the others: its coder runs only its own tests, the host runs all, and one fails.</summary>
internal static class AgoStory
{
    public const string Path = "src/ago.js";

    public const string Before = """
        const units = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

        export function ago(seconds) {
          const [unit, size] = units.find(([, size]) => seconds >= size) ?? units.at(-1);
          const count = Math.floor(seconds / size);
          return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
        }

        """;

    private const string First = """
        const units = [['weeks', 604800], ['days', 86400], ['hours', 3600], ['minutes', 60], ['seconds', 1]];

        export function ago(seconds) {
          if (seconds < 10) return 'just now';
          const [unit, size] = units.find(([, size]) => seconds >= size);
          return `${Math.floor(seconds / size)} ${unit} ago`;
        }

        """;

    private const string Test = """
        import assert from 'node:assert/strict';
        import { test } from 'node:test';
        import { ago } from '../src/ago.js';

        test('a moment ago is now', () => assert.equal(ago(9), 'just now'));
        test('weeks', () => assert.equal(ago(1209600), '2 weeks ago'));

        """;

    public static DemoTicket Ticket { get; } = new()
    {
        Label = "ago",
        Title = "Say “just now”, and weeks",
        Priority = "normal",
        Resolution = "Less than ten seconds is “just now”, seven days and more are weeks; merged, reviewed and validated.",
        Twist = "runs beside hours; its first submission fails the host's check",
        Middle = ["implementation_report submit", "comment rework", "implementation_report submit", "review approve"],
        Body = """
            ## Background

            “3 seconds ago” is more than anybody wants to know, “45 days ago” less.

            ## Requirements

            - Less than ten seconds is `just now`.
            - From seven days on it is weeks: `2 weeks ago`.
            - Everything between reads as it does now.

            ## Acceptance criteria

            - `node --test` passes, with tests for both.

            ## Write scope

            - `src/ago.js`
            - `test/**`

            ## Reviewer focus

            - One of each unit: `1 hour ago`, `1 week ago`.

            """,
        Coder =
        [
            new("I look at the function.", 1_390, 41, new DemoCall("read", ("path", Path))),
            new("A list with weeks in it, and a test for what is new.", 1_760, 233,
                new("write", ("path", Path), ("content", First)), new("write", ("path", "test/weeks.test.js"), ("content", Test)), new DemoCall("shell", ("command", "node --test test/weeks.test.js 2>&1 | tail -n 12"))),
            new("My tests pass.", 2_150, 58, new DemoCall("submit_work",
                ("summary", "ago says just now below ten seconds and counts weeks from seven days on."), ("validation", "node --test test/weeks.test.js passes."))),
            new("I ran only my own tests, and broke the singular: 1 hours ago. The unit keeps its s for itself.", 2_940, 152,
                new("edit", ("path", Path),
                    ("old_text", "[['weeks', 604800], ['days', 86400], ['hours', 3600], ['minutes', 60], ['seconds', 1]]"),
                    ("new_text", "[['week', 604800], ['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]]")),
                new("edit", ("path", Path),
                    ("old_text", "  return `${Math.floor(seconds / size)} ${unit} ago`;"),
                    ("new_text", "  const count = Math.floor(seconds / size);\n  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;")),
                new DemoCall("shell", ("command", "node --test 2>&1 | tail -n 12"))),
            new("All of them pass this time.", 3_380, 61, new DemoCall("submit_work",
                ("summary", "ago says just now below ten seconds and counts weeks from seven days on; one of a unit has no s, as before."),
                ("validation", "node --test passes, all of it."))),
        ],
        Reviewer =
        [
            new("One of each unit, as the packet asks.", 1_870, 62, new DemoCall("shell",
                ("command", "node -e \"import('/work/src/ago.js').then(m => console.log([9, 10, 60, 3600, 86400, 604800].map(m.ago).join(' | ')))\""))),
            new("just now, 10 seconds, 1 minute, 1 hour, 1 day, 1 week: right.", 2_090, 67, new DemoCall("submit_review",
                ("verdict", "approve"), ("summary", "just now | 10 seconds ago | 1 minute ago | 1 hour ago | 1 day ago | 1 week ago."))),
        ],
    };
}
