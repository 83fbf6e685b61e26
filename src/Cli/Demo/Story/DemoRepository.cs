using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>The demo's repository: a small Node library. Its tests pass, and say nothing of what the tickets ask for.</summary>
internal static class DemoRepository
{
    private static readonly (string Path, string Text)[] Files =
    [
        ("README.md", "# Durations\n\nShows seconds the way people say them. Run the tests with `node --test`.\n"),
        ("package.json", """
            {
              "name": "durations",
              "version": "1.0.0",
              "type": "module",
              "private": true,
              "scripts": { "test": "node --test" }
            }

            """),
        (HoursStory.Path, HoursStory.Before),
        (AgoStory.Path, AgoStory.Before),
        ("test/duration.test.js", """
            import assert from 'node:assert/strict';
            import { test } from 'node:test';
            import { formatDuration } from '../src/duration.js';

            test('seconds alone', () => assert.equal(formatDuration(42), '42s'));
            test('minutes and seconds', () => assert.equal(formatDuration(125), '2m 5s'));

            """),
        ("test/ago.test.js", """
            import assert from 'node:assert/strict';
            import { test } from 'node:test';
            import { ago } from '../src/ago.js';

            test('seconds', () => assert.equal(ago(30), '30 seconds ago'));
            test('one hour', () => assert.equal(ago(3600), '1 hour ago'));
            test('days', () => assert.equal(ago(172800), '2 days ago'));

            """),
    ];

    /// <summary>Makes the repository with one commit on main; answers that commit. What the tickets ask for must not be there, or the demo would show nothing.</summary>
    public static async Task<Result<string>> MakeAsync(string folder, CancellationToken cancellationToken)
    {
        foreach (var (path, text) in Files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text, cancellationToken);
        }

        foreach (var arguments in (string[][])[
            ["init", "--quiet", "--initial-branch=main"], ["config", "user.name", "Demo"], ["config", "user.email", "demo@example.invalid"],
            ["add", "--all"], ["commit", "--quiet", "--message", "Durations: seconds and minutes"]])
        {
            if ((await Tool.MustAsync("git", folder, cancellationToken, arguments)).Fault is { } fault) return fault;
        }

        if (!(await Tool.RunAsync("node", folder, cancellationToken, "--test")).TryGet(out var tests, out var missing)) return missing;
        if (tests.ExitCode != 0) return new Fault(FaultCodes.Invalid, $"The demo's own tests fail with this Node before anything was done:\n{tests.Output.Trim()}");
        return await Tool.MustAsync("git", folder, cancellationToken, "rev-parse", "main");
    }

    /// <summary>Whether a checkout is what the tickets asked for: null, or what fails.</summary>
    public static async Task<Fault?> AcceptAsync(string folder, CancellationToken cancellationToken)
    {
        if (!(await Tool.RunAsync("node", folder, cancellationToken, "--test")).TryGet(out var tests, out var fault)) return fault;
        if (tests.ExitCode != 0) return new(FaultCodes.VerificationFailed, $"The tests fail on a fresh clone of the integration branch:\n{tests.Output.Trim()}");
        if (!(await Tool.RunAsync("node", folder, cancellationToken, "--input-type=module", "--eval", DemoStory.Acceptance)).TryGet(out var accepted, out fault)) return fault;
        return accepted.ExitCode == 0 ? null : new(FaultCodes.VerificationFailed, $"What was merged is not what the tickets ask for:\n{accepted.Output.Trim()}");
    }
}
