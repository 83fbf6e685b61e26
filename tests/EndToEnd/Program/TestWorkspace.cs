using System.Text.Json;

namespace Yoi.Tests.EndToEnd;

/// <summary>A small repository that is a workspace, in a temporary folder with a YOI_HOME of its own.</summary>
internal sealed class TestWorkspace : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("yoi-e2e-").FullName;
    private readonly Stack<IAsyncDisposable> _running = new();

    public TestWorkspace() => Directory.CreateDirectory(Root);

    public string Root => Path.Combine(_folder, "repo");

    public string TicketsRoot => Path.Combine(Root, ".yoi", "tickets");

    /// <summary>The built pages the server serves; null for none.</summary>
    public string? Pages { get; set; }

    /// <summary>The person's editor; none unless it is set.</summary>
    public string Editor { get; set; } = "";

    /// <summary>Where the program and its editors put temporary files.</summary>
    public string Temporary => Directory.CreateDirectory(Path.Combine(_folder, "tmp")).FullName;

    public Dictionary<string, string> Environment => new()
    {
        ["YOI_HOME"] = Path.Combine(_folder, "home"),
        ["YOI_AUTHOR"] = "person",
        ["YOI_PAGES"] = Pages ?? Path.Combine(_folder, "pages"),
        ["VISUAL"] = Editor,
        ["EDITOR"] = "",
        ["TMPDIR"] = Temporary,
    };

    /// <summary>A repository whose check is a plain shell script over one file, so that no toolchain matters.</summary>
    public static async Task<TestWorkspace> Make()
    {
        var workspace = new TestWorkspace();
        await workspace.WriteFile("greeting.txt", "hello\n");
        await workspace.WriteFile("check.sh", "grep -q 'hello, world' greeting.txt\n");
        await Run.Git(workspace.Root, "init", "--quiet", "--initial-branch=main");
        await Run.Git(workspace.Root, "add", "--all");
        await Run.Git(workspace.Root, "commit", "--quiet", "--message", "A greeting");
        return workspace;
    }

    public Task WriteFile(string path, string text)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
    }

    public Task<Ended> Yoi(params string[] arguments) => Run.Program(Checkout.Yoi, Root, Environment, null, arguments);

    /// <summary>Runs the program, which must end with 0; answers what it printed.</summary>
    public async Task<string> MustYoi(params string[] arguments)
    {
        var ended = await Yoi(arguments);
        ended.ExitCode.ShouldBe(0, $"yoi {string.Join(' ', arguments)}: {ended}");
        return ended.Output.Trim();
    }

    /// <summary>Makes the settings, by hand and trusted, with one model for each role.</summary>
    public async Task Configure(string provider, string validation = "sh check.sh", int slots = 2, int reviewers = 2, int stall = 300)
    {
        await WriteFile(".yoi/workspace.yaml", $"""
            workspace_id: test
            display_name: Test
            orchestration:
              target_branch: main
              slots: {"{"} coder: {slots}, reviewer: {reviewers} {"}"}
              stall: {stall}
            validation:
              commands: ["{validation}"]
            profiles:
              coder: {"{"} extends: "builtin:coder", provider: "{provider}", model: coder-model {"}"}
              reviewer: {"{"} extends: "builtin:reviewer", provider: "{provider}", model: reviewer-model {"}"}
            roles:
              coder: {"{"} profile: coder {"}"}
              reviewer: {"{"} profile: reviewer {"}"}
            """);
        await MustYoi("trust", "--yes");
    }

    /// <summary>Starts the model server; answers its base URL.</summary>
    public Task<(Server Server, string Url)> ServeModel(params object[] entries) => ServeModelAt(0, entries);

    /// <summary>The same, at a port; 0 takes a free one.</summary>
    public async Task<(Server Server, string Url)> ServeModelAt(int port, params object[] entries)
    {
        var cassette = Path.Combine(_folder, "cassette.jsonl");
        await File.WriteAllLinesAsync(cassette, entries.Select(e => JsonSerializer.Serialize(e)), TestContext.Current.CancellationToken);
        var server = Track(Server.Start(Root, Environment, "model", "serve", cassette, "--port", $"{port}"));
        return (server, await server.LineWith("http://"));
    }

    /// <summary>Starts the workspace's server and waits until it is up.</summary>
    public async Task<Server> Up(int port = 0, params string[] more)
    {
        var server = Track(Server.Start(Root, Environment, ["up", "--no-open", "--verbose", "--port", $"{port}", .. more]));
        await server.LineWith("Yoi is up: ");
        return server;
    }

    /// <summary>Starts a command that goes on until the test ends.</summary>
    public Server Start(params string[] arguments) => Track(Server.Start(Root, Environment, arguments));

    /// <summary>The same on a terminal that a person sits at.</summary>
    public Server StartOnTerminal(params string[] arguments) => Track(Server.StartOnTerminal(Root, Environment, arguments));

    /// <summary>Waits until a file of a branch holds the text.</summary>
    public async Task WaitForFile(string branch, string path, string text, Server server)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 0; await Run.Git(Root, "show", $"{branch}:{path}") != text; tries++)
        {
            if (tries == 600) Assert.Fail($"{path} on {branch} never held '{text}'.\n\nserver:\n{server.Log}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Writes a ready ticket and queues it; answers its id.</summary>
    public async Task<string> Queue(string writeScope = "greeting.txt")
    {
        var id = await Create("Greet the world", writeScope);
        await MustQueue(id);
        return id;
    }

    /// <summary>Writes a ticket; answers its id.</summary>
    public Task<string> Create(string title, string writeScope = "greeting.txt", string priority = "normal") =>
        MustYoi("ticket", "create", "--title", title, "--priority", priority, "--body", Body(writeScope));

    /// <summary>Commits one file to a branch that nobody has checked out, as another program would.</summary>
    public async Task CommitTo(string branch, string path, string text)
    {
        var elsewhere = Path.Combine(_folder, "elsewhere");
        await Run.Git(_folder, "clone", "--quiet", "--branch", branch, Root, elsewhere);
        await File.WriteAllTextAsync(Path.Combine(elsewhere, path), text, TestContext.Current.CancellationToken);
        await Run.Git(elsewhere, "commit", "--quiet", "--all", "--message", "Other work");
        await Run.Git(elsewhere, "push", "--quiet", "origin", branch);
    }

    /// <summary>Writes a ticket and marks it ready; answers its id.</summary>
    public async Task<string> Ready(string title = "Greet the world", string writeScope = "greeting.txt")
    {
        var id = await Create(title, writeScope);
        await MustYoi("ticket", "ready", id);
        return id;
    }

    public async Task MustQueue(string id)
    {
        await MustYoi("ticket", "ready", id);
        await MustYoi("ticket", "queue", id);
    }

    /// <summary>Runs the program, which must refuse with the code.</summary>
    public async Task<Ended> Refuses(string code, params string[] arguments)
    {
        var ended = await Yoi(arguments);
        (ended.ExitCode, ended.Output).ShouldBe((1, ""), $"yoi {string.Join(' ', arguments)}: {ended}");
        ended.Error.ShouldStartWith($"yoi: {code}: ");
        return ended;
    }

    /// <summary>Runs the program, which must say that it was called wrongly, and how.</summary>
    public async Task Misused(string text, params string[] arguments)
    {
        var ended = await Yoi(arguments);
        (ended.ExitCode, ended.Output).ShouldBe((2, ""), $"yoi {string.Join(' ', arguments)}: {ended}");
        ended.Error.ShouldContain(text);
    }

    public Task<string> Item(string id) => File.ReadAllTextAsync(Path.Combine(TicketsRoot, id, "item.md"), TestContext.Current.CancellationToken);

    public Task<string> Thread(string id) => File.ReadAllTextAsync(Path.Combine(TicketsRoot, id, "thread.md"), TestContext.Current.CancellationToken);

    /// <summary>The kinds of a thread's events with what tells them apart, in order.</summary>
    public async Task<IReadOnlyList<string>> Told(string id) =>
        [.. (await Thread(id)).Split('\n').Where(l => l.StartsWith("<!-- event: ", StringComparison.Ordinal)).Select(Telling)];

    /// <summary>Waits until the thread holds the text.</summary>
    public async Task WaitForThread(string id, string text, Server? server = null)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 0; !(await Thread(id)).Contains(text, StringComparison.Ordinal); tries++)
        {
            if (tries == 1200) Assert.Fail($"The thread never held '{text}':\n{await Thread(id)}\n\nserver:\n{server?.Log}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until the thread's events are these.</summary>
    public async Task WaitForTold(string id, IReadOnlyList<string> told, Server server)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 0; !(await Told(id)).SequenceEqual(told); tries++)
        {
            if (tries == 1200) Assert.Fail($"The thread holds {string.Join(", ", await Told(id))}\n\nserver:\n{server.Log}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_running.TryPop(out var part)) await part.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Body(string writeScope) =>
        $"## Requirements\n\n- The greeting greets the world.\n\n## Acceptance criteria\n\n- `sh check.sh` passes.\n\n## Write scope\n\n- `{writeScope}`\n";

    private Server Track(Server server)
    {
        _running.Push(server);
        return server;
    }

    private static string Telling(string line)
    {
        var words = line.Split(' ');
        string? Value(string key) => Array.IndexOf(words, key) is >= 0 and var at ? words[at + 1] : null;
        var kind = words[2];
        var detail = kind switch
        {
            "state_changed" => Value("to:"),
            "review" => Value("status:"),
            "implementation_report" or "comment" => Value("step:"),
            _ => null,
        };
        return detail is null ? kind : $"{kind} {detail}";
    }
}
