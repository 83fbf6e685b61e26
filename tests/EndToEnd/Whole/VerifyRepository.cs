using System.Text.RegularExpressions;

namespace Yoi.Tests.EndToEnd.Whole;

/// <summary>A repository with one ticket merged by the program itself, from which tests clone what they change.</summary>
public sealed partial class VerifyRepository : IAsyncLifetime
{
    private TestWorkspace? _workspace;

    public string Folder { get; } = Directory.CreateTempSubdirectory("yoi-e2e-verify-").FullName;

    public string Ticket { get; private set; } = "";

    public string Merge { get; private set; } = "";

    public string Receipt { get; private set; } = "";

    public string KeyId { get; private set; } = "";

    public string ReceiptPath => $"tickets/{Ticket}/artifacts/receipts/{Receipt}.json";

    public string OutputPath => $"tickets/{Ticket}/artifacts/receipts/{Receipt}.log";

    public string KeyPath => $"keys/{KeyId}.pem";

    public string ThreadPath => $"tickets/{Ticket}/thread.md";

    public async ValueTask InitializeAsync()
    {
        _workspace = await TestWorkspace.Make();
        var (_, model) = await _workspace.ServeModel(Words.Write(0), Words.Submit(1), Words.Approve());
        await _workspace.Configure(model);
        var server = await _workspace.Up();
        Ticket = await _workspace.Queue();
        await _workspace.WaitForThread(Ticket, "step: clean", server);
        await _workspace.MustYoi("ticket", "close", Ticket, "--resolution", "Merged.");
        Merge = await Run.Git(_workspace.Root, "rev-parse", "yoi/integration");
        Receipt = await Run.Git(_workspace.Root, "log", "-1", "--format=%(trailers:key=Yoi-Receipt,valueonly)", Merge);
        KeyId = (await Run.Git(_workspace.Root, "ls-tree", "--name-only", "refs/yoi/records:keys"))[..^".pem".Length];
    }

    public async ValueTask DisposeAsync()
    {
        if (_workspace is not null) await _workspace.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>What another person would have: the integration branch and the records, nothing else.</summary>
    internal async Task<VerifyClone> Clone(params string[] options)
    {
        var clone = new VerifyClone(this, Path.Combine(Folder, Guid.NewGuid().ToString("N")));
        await Run.Git(Folder, ["clone", "--quiet", "--single-branch", "--branch", "yoi/integration", .. options, _workspace!.Root, clone.Root]);
        await Run.Git(clone.Root, "fetch", "--quiet", "origin", "refs/yoi/records:refs/yoi/records");
        return clone;
    }

    /// <summary>A thread's events, each with its rule.</summary>
    internal static List<string> Events(string thread) => [.. EventStart().Split(thread).Where(e => e.Length > 0).Select(e => e.TrimEnd('\n') + "\n")];

    [GeneratedRegex("^(?=<!-- event: )", RegexOptions.Multiline)]
    private static partial Regex EventStart();
}

/// <summary>One person's clone.</summary>
internal sealed record VerifyClone(VerifyRepository Repository, string Root)
{
    /// <summary>Verifies with a home that does not exist, and that must not be made.</summary>
    public async Task<Ended> Verify(params string[] arguments)
    {
        var home = Root + "-home";
        var ended = await Run.Program(Checkout.Yoi, Root, new Dictionary<string, string> { ["HOME"] = home, ["YOI_HOME"] = home }, null, ["verify", .. arguments]);
        Directory.Exists(home).ShouldBeFalse();
        return ended;
    }

    /// <summary>Rewrites files of the records with plain git; a null content removes the file.</summary>
    public async Task Change(params (string Path, Func<string, string?> Change)[] changes)
    {
        var folder = Root + "-records";
        await Run.Git(Root, "worktree", "add", "--quiet", "--force", "--detach", folder, "refs/yoi/records");
        foreach (var (path, change) in changes)
        {
            var file = Path.Combine(folder, path);
            var changed = change(File.Exists(file) ? await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) : "");
            if (changed is null) File.Delete(file);
            else await File.WriteAllTextAsync(file, changed, TestContext.Current.CancellationToken);
        }

        await Run.Git(folder, "add", "--all");
        await Run.Git(folder, "commit", "--quiet", "--message", "changed");
        await Run.Git(Root, "update-ref", "refs/yoi/records", await Run.Git(folder, "rev-parse", "HEAD"));
        await Run.Git(Root, "worktree", "remove", "--force", folder);
    }

    /// <summary>Changes the thread's events.</summary>
    public Task ChangeThread(Action<List<string>> change) => Change((Repository.ThreadPath, thread =>
    {
        var events = VerifyRepository.Events(thread);
        change(events);
        return string.Join('\n', events);
    }
    ));
}
