using System.Diagnostics;
using Yoi.Protocol;
using Yoi.Tests.Unit.Runtime.Server;
using Yoi.Tests.Unit.Workspace.Server;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Registry.Sources;

/// <summary>A remote source and a second process, which keeps its Workers in files.</summary>
public sealed class RemoteSourceConformance : SourceObservationConformance
{
    private readonly TestFolder _folder = new();
    private readonly TokenFolder _tokens = new();
    private Process _process = null!;

    private protected override RuntimeKind Kind => RuntimeKind.Remote;

    private protected override async Task<IRuntimeSource> OpenAsync()
    {
        var token = await _tokens.AddAsync();
        var start = new ProcessStartInfo(Environment.ProcessPath!, [SourceProcess.Command, Path.Join(_folder.Root, "store"), _tokens.File]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        var address = (await _process.StandardOutput.ReadLineAsync(Cancelled)).ShouldNotBeNull();
        return RemoteSource.Open(Name, address, token, TimeProvider.System).Value;
    }

    private protected override async Task CloseAsync()
    {
        (Source as IDisposable)!.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None);
        var code = _process.ExitCode;
        _process.Dispose();
        _tokens.Dispose();
        _folder.Dispose();
        code.ShouldBe(0);
    }
}
