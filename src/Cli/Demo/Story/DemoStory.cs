namespace Yoi.Cli;

/// <summary>
/// The demo's story: a bug, a feature that depends on its mending, and a third ticket that goes on beside them. One review asks for changes, one first submission fails the host's check.
/// </summary>
internal static class DemoStory
{
    public const string CoderModel = "demo-coder";

    public const string ReviewerModel = "demo-reviewer";

    public const string Validation = "node --test";

    public static IReadOnlyList<DemoTicket> Tickets { get; } = [HoursStory.Ticket, ParseStory.Ticket, AgoStory.Ticket];

    /// <summary>What the person who wrote the tickets looks for in the end; it comes from the demo, not from a model.</summary>
    public const string Acceptance = """
        import assert from 'node:assert/strict';
        import { formatDuration } from './src/duration.js';
        import { parseDuration } from './src/parse.js';
        import { ago } from './src/ago.js';

        assert.equal(formatDuration(59), '59s');
        assert.equal(formatDuration(3600), '1h 0m 0s');
        for (const seconds of [0, 59, 60, 3599, 3600, 86399]) assert.equal(parseDuration(formatDuration(seconds)), seconds);
        assert.throws(() => parseDuration('soon'), RangeError);
        assert.equal(ago(3), 'just now');
        assert.equal(ago(3600), '1 hour ago');
        assert.equal(ago(1209600), '2 weeks ago');
        """;
}
