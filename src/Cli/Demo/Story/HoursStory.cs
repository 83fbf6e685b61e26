namespace Yoi.Cli;

/// <summary>The bug: an hour reads as sixty minutes. It goes straight.</summary>
internal static class HoursStory
{
    public const string Path = "src/duration.js";

    public const string Before = """
        export function formatDuration(totalSeconds) {
          const minutes = Math.floor(totalSeconds / 60);
          const seconds = totalSeconds % 60;
          return minutes > 0 ? `${minutes}m ${seconds}s` : `${seconds}s`;
        }

        """;

    private const string After = """
        export function formatDuration(totalSeconds) {
          const hours = Math.floor(totalSeconds / 3600);
          const minutes = Math.floor((totalSeconds % 3600) / 60);
          const seconds = totalSeconds % 60;
          if (hours > 0) return `${hours}h ${minutes}m ${seconds}s`;
          return minutes > 0 ? `${minutes}m ${seconds}s` : `${seconds}s`;
        }

        """;

    private const string Test = """
        import assert from 'node:assert/strict';
        import { test } from 'node:test';
        import { formatDuration } from '../src/duration.js';

        test('an hour is an hour, not sixty minutes', () => assert.equal(formatDuration(3600), '1h 0m 0s'));
        test('hours, minutes and seconds', () => assert.equal(formatDuration(7384), '2h 3m 4s'));
        test('one second less than an hour', () => assert.equal(formatDuration(3599), '59m 59s'));

        """;

    public static DemoTicket Ticket { get; } = new()
    {
        Label = "hours",
        Title = "Show durations of an hour or more in hours",
        Priority = "high",
        Resolution = "Durations of an hour or more show hours; merged, reviewed and validated.",
        Twist = "goes straight",
        Middle = ["implementation_report submit", "review approve"],
        Body = """
            ## Background

            `formatDuration(3600)` answers `60m 0s`. People read that as a mistake.

            ## Requirements

            - From 3600 seconds on, hours come first: `1h 0m 0s`.
            - Shorter durations read as they do now.

            ## Acceptance criteria

            - `node --test` passes, with tests for 3599, 3600 and 7384 seconds.

            ## Write scope

            - `src/duration.js`
            - `test/**`

            ## Where to look

            - `src/duration.js`, `test/duration.test.js`

            ## Reviewer focus

            - The limits: 59, 60, 3599, 3600.

            """,
        Coder =
        [
            new("I look at the function and at what its tests say.", 1_450, 61, new("read", ("path", Path)), new DemoCall("shell", ("command", "cat test/duration.test.js && node --test 2>&1 | tail -n 12"))),
            new("Hours are missing. I add them, and tests for the limits; shorter durations stay as they are.", 2_310, 264,
                new("write", ("path", Path), ("content", After)), new DemoCall("write", ("path", "test/hours.test.js"), ("content", Test))),
            new("Now the tests, and the change as git sees it.", 2_720, 48, new DemoCall("shell", ("command", "node --test 2>&1 | tail -n 12 && git status --short && git diff --stat"))),
            new("All tests pass; one function changed, one test file came.", 2_990, 97, new DemoCall("submit_work",
                ("summary", "formatDuration shows hours from 3600 seconds on; shorter durations read as before."),
                ("validation", "node --test passes, the three new tests with it."))),
        ],
        Reviewer =
        [
            new("The packet names the limits; I try them.", 1_980, 57, new DemoCall("shell",
                ("command", "node -e \"import('/work/src/duration.js').then(m => console.log([59, 60, 3599, 3600].map(m.formatDuration).join(' | ')))\""))),
            new("59s, 1m 0s, 59m 59s, 1h 0m 0s: as asked.", 2_240, 72, new DemoCall("submit_review",
                ("verdict", "approve"), ("summary", "The limits hold: 59s | 1m 0s | 59m 59s | 1h 0m 0s. The change is small and stays within its scope."))),
        ],
    };
}
