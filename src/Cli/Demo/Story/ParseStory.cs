namespace Yoi.Cli;

/// <summary>The feature: it depends on the bug and waits for it; its first version is not what the ticket asks for, and the reviewer says so.</summary>
internal static class ParseStory
{
    private const string Path = "src/parse.js";

    private const string First = """
        const sizes = { h: 3600, m: 60, s: 1 };

        export function parseDuration(text) {
          const parts = text.split(' ').map((part) => Number(part.slice(0, -1)) * sizes[part.at(-1)]);
          return parts.reduce((sum, part) => sum + part, 0);
        }

        """;

    private const string Second = """
        const form = /^(?:(\d+)h )?(?:(\d+)m )?(\d+)s$/;

        export function parseDuration(text) {
          const found = form.exec(text);
          if (!found) throw new RangeError(`Not a duration: ${JSON.stringify(text)}. Expected something like 1h 2m 3s.`);
          const [, hours = 0, minutes = 0, seconds] = found;
          return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
        }

        """;

    private const string Test = """
        import assert from 'node:assert/strict';
        import { test } from 'node:test';
        import { formatDuration } from '../src/duration.js';
        import { parseDuration } from '../src/parse.js';

        test('reads back what formatDuration writes', () => {
          for (const seconds of [0, 59, 60, 3599, 3600, 7384]) assert.equal(parseDuration(formatDuration(seconds)), seconds);
        });

        """;

    private const string MoreTests = Test + """
        test('anything else is refused, by name', () => {
          for (const text of ['', 'soon', '5', '1m', '1s 2m', '-3s']) assert.throws(() => parseDuration(text), RangeError, text);
        });

        """;

    public static DemoTicket Ticket { get; } = new()
    {
        Label = "parse",
        Title = "Read a duration back from its text",
        Priority = "normal",
        DependsOn = "hours",
        Resolution = "parseDuration reads what formatDuration writes and refuses the rest; merged, reviewed and validated.",
        Twist = "waits for hours, then its review asks for changes",
        Middle = ["implementation_report submit", "review request_changes", "implementation_report submit", "review approve"],
        Body = """
            ## Background

            People paste `2h 3m 4s` into the form and we ask them to type seconds. It can only be read back once hours are written.

            ## Requirements

            - `parseDuration(text)` in `src/parse.js` answers the seconds of whatever `formatDuration` writes.
            - Anything else throws a `RangeError` that names the text.

            ## Acceptance criteria

            - `node --test` passes, with tests for both.

            ## Write scope

            - `src/parse.js`
            - `test/**`

            ## Reviewer focus

            - What is no duration: the empty text, `soon`, a number without a unit.

            """,
        Coder =
        [
            new("I look at what it has to read.", 1_610, 44, new DemoCall("read", ("path", "src/duration.js"))),
            new("Each part is a number and a unit; I add them up, and test that every text is read back.", 1_990, 241,
                new("write", ("path", Path), ("content", First)), new("write", ("path", "test/parse.test.js"), ("content", Test)), new DemoCall("shell", ("command", "node --test 2>&1 | tail -n 12"))),
            new("What formatDuration writes is read back.", 2_480, 69, new DemoCall("submit_work",
                ("summary", "parseDuration adds up the parts of a duration."), ("validation", "node --test passes."))),
            new("The reviewer is right: I never looked at texts that are none. One expression says what a duration is; the rest is refused.", 3_120, 318,
                new("write", ("path", Path), ("content", Second)), new("write", ("path", "test/parse.test.js"), ("content", MoreTests)), new DemoCall("shell", ("command", "node --test 2>&1 | tail -n 12"))),
            new("Both hold now.", 3_560, 74, new DemoCall("submit_work",
                ("summary", "parseDuration takes exactly the form that formatDuration writes; anything else is a RangeError that names the text."),
                ("validation", "node --test passes, with six texts that are refused."))),
        ],
        Reviewer =
        [
            new("It reads back what it should. Now what it should refuse.", 2_050, 66, new DemoCall("shell",
                ("command", "node -e \"import('/work/src/parse.js').then(m => console.log(['', 'soon', '5'].map(m.parseDuration).join(' | ')))\""))),
            new("0, NaN and NaN: the ticket asks for an error.", 2_330, 121, new DemoCall("submit_review",
                ("verdict", "request_changes"), ("summary", "Durations are read back, but texts that are none answer 0 or NaN instead of throwing."))
            {
                Finding = ("major", Path, 4, "`parseDuration('soon')` answers NaN and `parseDuration('')` answers 0; the ticket asks for a RangeError that names the text."),
            }),
            new("The same texts again, and a few of my own.", 2_710, 58, new DemoCall("shell",
                ("command", "node -e \"import('/work/src/parse.js').then(m => console.log(['', 'soon', '5', '1s 2m', '2h 3m 4s'].map(t => { try { return m.parseDuration(t) } catch (e) { return e.name } }).join(' | ')))\""))),
            new("RangeError four times, then 7384: as asked.", 2_940, 63, new DemoCall("submit_review",
                ("verdict", "approve"), ("summary", "What is no duration is refused by name, and tested; what formatDuration writes is read back."))),
        ],
    };
}
