using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>The demo's repository: a small Node library whose tests fail until its ticket is done.</summary>
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
        (DemoStory.SourcePath, DemoStory.SourceBefore),
        ("test/duration.test.js", """
            import assert from 'node:assert/strict';
            import { test } from 'node:test';
            import { formatDuration } from '../src/duration.js';

            test('seconds alone', () => assert.equal(formatDuration(42), '42s'));
            test('minutes and seconds', () => assert.equal(formatDuration(125), '2m 5s'));
            test('an hour is an hour, not sixty minutes', () => assert.equal(formatDuration(3600), '1h 0m 0s'));
            test('hours, minutes and seconds', () => assert.equal(formatDuration(7384), '2h 3m 4s'));

            """),
    ];

    /// <summary>Makes the repository with one commit on main; answers that commit. Its tests must fail, or the demo would show nothing.</summary>
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

        var tested = await Tool.RunAsync("node", folder, cancellationToken, "--test");
        if (!tested.TryGet(out var tests, out var missing)) return missing;
        return tests.ExitCode != 0
            ? await Tool.MustAsync("git", folder, cancellationToken, "rev-parse", "main")
            : new Fault(FaultCodes.Invalid, "The demo's tests pass before the work is done; this Node does not run them as expected.");
    }
}
