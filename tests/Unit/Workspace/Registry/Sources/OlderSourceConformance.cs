using Yoi.Protocol;
using Yoi.Tests.Unit.Workspace.Server;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Registry.Sources;

public sealed class OlderSourceConformance : SourceReadingConformance
{
    private readonly TestFolder _folder = new();
    private readonly ManualTime _time = new();
    private int _made;

    private protected override RuntimeKind Kind => RuntimeKind.Compatibility;

    private protected override bool IsReadOnly => true;

    private protected override Task<IRuntimeSource> OpenAsync()
    {
        Directory.CreateDirectory(Path.Join(_folder.Root, "pods"));
        return Task.FromResult<IRuntimeSource>(new CompatibilitySource(Name, _folder.Root, "/repo", _time));
    }

    private protected override Task CloseAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    private protected override Task MakeAsync(int count)
    {
        for (var i = 0; i < count; i++, _made++) _folder.Write($"pods/w{_made}/metadata.json", $$"""{"worker_name":"Worker {{_made}}","workspace_root":"/repo"}""");
        return Task.CompletedTask;
    }

    private protected override async Task HintedAsync()
    {
        _time.Advance(TimeSpan.FromSeconds(2));
        await base.HintedAsync();
    }
}
