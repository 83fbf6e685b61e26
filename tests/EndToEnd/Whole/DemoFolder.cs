using System.Text.RegularExpressions;

namespace Yoi.Tests.EndToEnd.Whole;

/// <summary>A demo in a temporary folder of its own, and what it must not leave behind.</summary>
internal sealed partial class DemoFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("yoi-e2e-demo-").FullName;

    public string Path => System.IO.Path.Combine(_folder, "d");

    public string Repository => System.IO.Path.Combine(Path, "repo");

    public Task<Ended> Demo(params string[] arguments) => Run.Program(Checkout.Yoi, _folder, Environment(), null, ["demo", "--dir", Path, .. arguments]);

    /// <summary>The same, with a server that dies at a moment.</summary>
    public Task<Ended> DemoUntil(string moment) =>
        Run.Program(Checkout.Yoi, _folder, new Dictionary<string, string>(Environment()) { ["YOI_CRASH_AT"] = moment }, null, "demo", "--dir", Path);

    public Dictionary<string, string> Environment() => new() { ["YOI_PAGES"] = _folder, ["OPENAI_API_KEY"] = "", ["ANTHROPIC_API_KEY"] = "" };

    /// <summary>Each closed ticket has one merge, six Workers did it, and no checkout, branch, lock, half-written file, or process is left.</summary>
    public async Task MustBeWholeAndClean(Ended ended)
    {
        ended.ExitCode.ShouldBe(0, $"{ended}\n--- server\n{ServerLog()}");
        (await Run.Git(Repository, "rev-list", "--merges", "--count", "yoi/integration")).ShouldBe("3");
        (await Run.Git(Repository, "for-each-ref", "--format=%(refname)")).ShouldBe("refs/heads/main\nrefs/heads/yoi/integration\nrefs/yoi/records");
        (await Run.Git(Repository, "worktree", "list", "--porcelain")).Split('\n').Count(l => l.StartsWith("worktree ", StringComparison.Ordinal)).ShouldBe(1);
        foreach (var commit in (await Run.Git(Repository, "rev-list", "--no-merges", "yoi/integration", "^main")).Split('\n'))
            (await Run.Git(Repository, "diff-tree", "-r", "--name-only", "--no-commit-id", commit)).ShouldNotBeNullOrEmpty($"{commit} is a commit twice");

        Created().ShouldBe(6, "a coder and a reviewer for each ticket");
        Receipts().ShouldBe((7, 8), "two of the bug; three of the feature, reviewed twice; three of the one whose first check fails");
        Directory.GetFileSystemEntries(System.IO.Path.Combine(Repository, ".worktree")).ShouldBeEmpty();
        Directory.GetFiles(System.IO.Path.Combine(Repository, ".git"), "*.lock", SearchOption.AllDirectories).Select(f => System.IO.Path.GetFileName(f)!).Order(StringComparer.Ordinal).ToList()
            .ShouldBe(["yoi-records.lock", "yoi-server.lock"], "these two are held by flock, never by being there");
        Directory.GetFiles(System.IO.Path.Combine(Repository, ".yoi", "tickets")).Select(System.IO.Path.GetFileName).ShouldBe([".ticket-backend.lock"]);
        foreach (var checks in Directory.GetDirectories(System.IO.Path.Combine(Path, "home"), "checks", SearchOption.AllDirectories)) Directory.GetFileSystemEntries(checks).ShouldBeEmpty();
        Processes().ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public string ServerLog()
    {
        var log = System.IO.Path.Combine(Path, "server.log");
        return File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(60)) : "none";
    }

    private int Created() => Directory.GetFiles(System.IO.Path.Combine(Path, "home"), "*.jsonl", SearchOption.AllDirectories)
        .Sum(file => WorkerCreated().Count(File.ReadAllText(file)));

    private (int Passed, int Made) Receipts()
    {
        var files = Directory.GetFiles(System.IO.Path.Combine(Repository, ".yoi", "tickets"), "*.json", SearchOption.AllDirectories)
            .Where(f => f.Contains("/receipts/", StringComparison.Ordinal)).ToList();
        return (files.Count(f => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(Payload().Match(File.ReadAllText(f)).Groups[1].Value)).Contains("\"exit_code\":0", StringComparison.Ordinal)), files.Count);
    }

    /// <summary>Processes that see the folder, sandboxed ones by what is mounted into them.</summary>
    private List<string> Processes() => [.. Directory.GetDirectories("/proc").Where(p => char.IsAsciiDigit(System.IO.Path.GetFileName(p)[0])).Where(Sees)];

    private bool Sees(string process)
    {
        try
        {
            return File.ReadAllText($"{process}/cmdline").Contains(_folder, StringComparison.Ordinal) || File.ReadAllText($"{process}/mountinfo").Contains(_folder, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // It has ended meanwhile.
        }
        catch (UnauthorizedAccessException)
        {
            return false; // Another user's: not ours.
        }
    }

    [GeneratedRegex("\"type\":\"worker_created\",\"data\"")]
    private static partial Regex WorkerCreated();

    [GeneratedRegex("\"payload\":\\s*\"([^\"]+)\"")]
    private static partial Regex Payload();
}
