using Yoi.Journal;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Registry.Sources;

public sealed class EmbeddedSourceConformance : SourceObservationConformance
{
    private readonly MemoryJournal _journal = new();
    private WorkerRuntime _runtime = null!;

    private protected override RuntimeKind Kind => RuntimeKind.Embedded;

    private protected override async Task<IRuntimeSource> OpenAsync()
    {
        _runtime = (await WorkerRuntime.OpenAsync(new() { Id = Name, Journal = _journal, Execution = new WordBackend() }, Cancelled)).Value;
        return new EmbeddedSource(_runtime);
    }

    private protected override async Task CloseAsync()
    {
        await _runtime.DisposeAsync();
        await _journal.DisposeAsync();
    }
}
