using System.Net.Sockets;
using Yoi.Client;
using Yoi.Journal;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Sandbox;
using Yoi.Tests.Unit.Runtime.Fakes;
using Yoi.Tests.Unit.Worktrees;
using Yoi.Workspace;
using Yoi.Workspace.Server;

namespace Yoi.Tests.Unit.Workspace.Server.Live;

/// <summary>A whole workspace over a real repository, with a server and clients; only what makes Workers act is a fake. It can be stopped and started again.</summary>
public sealed class LiveWorkspace : IAsyncLifetime
{
    /// <summary>In every profile where no browser may look.</summary>
    public const string Canary = "canary-9f3";

    private readonly TestFolder _folder = new();
    private readonly LogBook _log = new();
    private readonly MemoryJournal _journal = new();
    private WorkerRuntime _runtime = null!;

    /// <summary>Places for coders; 0 keeps every ticket in the queue.</summary>
    internal int Slots { get; init; }

    /// <summary>Whether what was kept encrypted can be read no more.</summary>
    internal bool KeysLost { get; set; }

    /// <summary>Where the server is to listen when it is started next; 0 takes a free port.</summary>
    internal int Port { get; set; }

    internal Dictionary<string, string> Variables { get; } = [];

    internal string SettingsFile => Path.Join(Root, ".yoi", "workspace.yaml");

    internal FakeBackend Backend { get; private set; } = new();

    internal WorkspaceHost Host { get; private set; } = null!;

    internal WorkspaceServer Server { get; private set; } = null!;

    internal WorkspaceClient Client { get; private set; } = null!;

    internal TicketClient Tickets => Client.Tickets("live");

    internal WorkerClient Workers => Client.Workers("live");

    internal string Root => Path.Join(_folder.Root, "repo");

    internal string Socket => _folder.Socket;

    internal string Folder => _folder.Root;

    internal string Log => _log.Text;

    internal IReadOnlyCollection<string> LogLines => _log.Lines;

    internal IJournal Journal => _journal;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static Profile Profile(string role, params string[] tools) => new()
    {
        Name = $"builtin:{role}",
        Role = role,
        Provider = $"http://{Canary}.invalid/v1",
        Model = "small",
        Prompt = $"Work. {Canary}",
        Tools = tools,
        Mounts = [new($"/opt/{Canary}", "/opt/tool")],
    };

    public async ValueTask InitializeAsync()
    {
        _folder.Write("repo/greeting.txt", "hello\n");
        _folder.Write("repo/guarded/key.txt", "key\n");
        _folder.Write("repo/.yoi/workspace.yaml", $"workspace_id: live\ndisplay_name: Live\norchestration:\n  target_branch: main\n  slots: {{ coder: {Slots} }}\nvalidation:\n  commands: [\"true\"]\nprotected: [\"guarded/**\"]\n");
        Git("init", "-q", "-b", "main");
        Git("add", "--all", ":!.yoi");
        Git("commit", "-q", "-m", "A greeting");
        await TrustAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _journal.DisposeAsync();
        _folder.Dispose();
    }

    internal string Git(params string[] arguments) => RepositoryFixture.GitIn(Root, arguments);

    /// <summary>Trusts the settings file as it stands.</summary>
    internal async Task TrustAsync()
    {
        var settings = new SettingsSource(Root, Path.Join(_folder.Root, "trust"), TimeProvider.System);
        if ((await settings.LoadAsync(Cancelled)).Value.Pending is { } pending) await settings.TrustAsync(pending.Digest, Cancelled);
    }

    /// <summary>Starts it, on the journal and repository that are there.</summary>
    internal async Task StartAsync(FakeBackend? backend = null)
    {
        Backend = backend ?? new();
        Host = (await WorkspaceHost.OpenAsync(
            new()
            {
                Root = Root,
                StateFolder = Path.Join(_folder.Root, "state"),
                TrustFolder = Path.Join(_folder.Root, "trust"),
                Journal = _journal,
                Secrets = new(secret => $"kept:{Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(secret))}", kept => KeysLost ? null : System.Text.Encoding.UTF8.GetString(Convert.FromHexString(kept[5..]))),
                Sandbox = new WillingSandbox(),
                BuiltinProfiles = name => name switch
                {
                    "builtin:coder" => Profile("coder", "read", "write", "edit", "shell", "submit_work", "report_blocked"),
                    "builtin:reviewer" => Profile("reviewer", "read", "shell", "submit_review"),
                    _ => null,
                },
                Environment = Variables.GetValueOrDefault,
                Loggers = _log,
            },
            Cancelled)).Value;
        _runtime = (await WorkerRuntime.OpenAsync(new() { Journal = _journal, Execution = Backend, Logger = _log }, Cancelled)).Value;
        Host.Registry.Add(new EmbeddedSource(_runtime));
        (await Host.StartAsync(Cancelled)).ShouldBeNull();
        Server = (await WorkspaceServer.StartAsync(
            [new(WorkspaceSurface.Of(Host, token => Host.StatusAsync("0.0.0", token)), _folder.Socket)],
            new() { Operator = "Person", Port = Port },
            _log, Cancelled)).Value;
        Client = new(_folder.Socket);
    }

    /// <summary>Stops the server first, as the program does; clients that watch stay.</summary>
    internal async Task StopAsync()
    {
        await Server.StopAsync(CancellationToken.None);
        await Server.DisposeAsync();
        await Host.DisposeAsync();
        await _runtime.DisposeAsync();
    }

    /// <summary>Over the operator's socket.</summary>
    internal HttpClient Operator() => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, token) =>
        {
            var socket = new System.Net.Sockets.Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), token);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = new("http://operator/") };

    /// <summary>For what happens behind no hint that a test could wait on.</summary>
    internal static async Task UntilAsync(Func<bool> holds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var tries = 0; !holds(); tries++)
        {
            tries.ShouldBeLessThan(1000);
            await timer.WaitForNextTickAsync(Cancelled);
        }
    }

    /// <summary>Every command ends well: what is checked here is not what commands do.</summary>
    private sealed class WillingSandbox : ISandbox
    {
        public string Name => "willing";

        public ValueTask<Fault?> CheckAsync(CancellationToken cancellationToken) => new((Fault?)null);

        public Task<Result<SandboxResult>> RunAsync(SandboxCommand command, CancellationToken cancellationToken) =>
            Task.FromResult<Result<SandboxResult>>(new SandboxResult(0, new(default), new(default), TimeSpan.FromMilliseconds(1)));
    }
}
