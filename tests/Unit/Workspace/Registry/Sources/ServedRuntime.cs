using Yoi.Journal;
using Yoi.Runtime;
using Yoi.Runtime.Server;
using Yoi.Tests.Unit.Runtime.Server;

namespace Yoi.Tests.Unit.Workspace.Registry.Sources;

/// <summary>A runtime that does what its messages say, over a real connection to a server in this process.</summary>
internal sealed class ServedRuntime : IAsyncDisposable
{
    private readonly MemoryJournal _journal = new();
    private readonly TokenFolder _tokens = new();
    private WorkerRuntime _runtime = null!;
    private TokenFile _file = null!;
    private RuntimeServer? _server;

    public string Token { get; private set; } = "";

    public string Url { get; private set; } = "";

    public static async Task<ServedRuntime> StartAsync()
    {
        var served = new ServedRuntime();
        served.Token = await served._tokens.AddAsync();
        served._file = TokenFile.Open(served._tokens.File, TimeProvider.System).Value;
        served._runtime = (await WorkerRuntime.OpenAsync(new() { Journal = served._journal, Execution = new WordBackend() }, TestContext.Current.CancellationToken)).Value;
        served._server = (await RuntimeServer.StartAsync(served._runtime, new() { Tokens = served._file }, null, TestContext.Current.CancellationToken)).Value;
        served.Url = $"{served._server.Address}".TrimEnd('/');
        return served;
    }

    /// <summary>One more token.</summary>
    public Task<string> AnotherTokenAsync() => _tokens.AddAsync();

    /// <summary>Ends the server; the runtime stays.</summary>
    public async Task StopAsync()
    {
        if (_server is null) return;
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
        _server = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _file.Dispose();
        await _runtime.DisposeAsync();
        await _journal.DisposeAsync();
        _tokens.Dispose();
    }
}
