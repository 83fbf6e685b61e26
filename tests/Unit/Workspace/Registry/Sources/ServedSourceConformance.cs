using Yoi.Journal;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Runtime.Server;
using Yoi.Tests.Unit.Runtime.Server;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Registry.Sources;

/// <summary>A remote source over a real connection to a server in this process.</summary>
public sealed class ServedSourceConformance : SourceObservationConformance
{
    private readonly MemoryJournal _journal = new();
    private readonly TokenFolder _tokens = new();
    private WorkerRuntime _runtime = null!;
    private TokenFile _file = null!;
    private RuntimeServer _server = null!;

    private protected override RuntimeKind Kind => RuntimeKind.Remote;

    private protected override async Task<IRuntimeSource> OpenAsync()
    {
        var token = await _tokens.AddAsync();
        _file = TokenFile.Open(_tokens.File, TimeProvider.System, null).Value;
        _runtime = (await WorkerRuntime.OpenAsync(new() { Journal = _journal, Execution = new WordBackend() }, Cancelled)).Value;
        _server = (await RuntimeServer.StartAsync(_runtime, new() { Tokens = _file }, null, Cancelled)).Value;
        return RemoteSource.Open(Name, $"{_server.Address}", token, TimeProvider.System).Value;
    }

    private protected override async Task CloseAsync()
    {
        (Source as IDisposable)!.Dispose();
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
        _file.Dispose();
        await _runtime.DisposeAsync();
        await _journal.DisposeAsync();
        _tokens.Dispose();
    }
}
