using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Yoi.Client;
using Yoi.Protocol;
using Yoi.Tests.Unit.Workspace.Registry.Sources;
using Yoi.Tests.Unit.Workspace.Server;

namespace Yoi.Tests.Unit.Runtime.Server.Load;

/// <summary>A runtime in a process of its own, on files and at one port, that can be killed and started again.</summary>
internal sealed class LoadedRuntime : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TokenFolder _tokens = new();
    private readonly int _port = FreePort();
    private Process _process = null!;

    public string Token { get; private set; } = "";

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public IPEndPoint EndPoint => new(IPAddress.Loopback, _port);

    /// <summary>What the process holds of memory.</summary>
    public long ResidentKib => long.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);

    public static async Task<LoadedRuntime> StartAsync()
    {
        var runtime = new LoadedRuntime();
        runtime.Token = await runtime._tokens.AddAsync();
        await runtime.BeginAsync();
        return runtime;
    }

    public RuntimeClient Client(StreamTransport transport) => RuntimeClient.Create(new() { Address = Address, Token = Token, Transport = transport }).Value;

    /// <summary>As by a power cut for this process, then from its files again.</summary>
    public async Task KillAndStartAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        await BeginAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None);
        var code = _process.ExitCode;
        _process.Dispose();
        _tokens.Dispose();
        _folder.Dispose();
        code.ShouldBe(0);
    }

    private async Task BeginAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [SourceProcess.Command, Path.Join(_folder.Root, "store"), _tokens.File, $"{_port}"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull("the runtime's process ended");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
