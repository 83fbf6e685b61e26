using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>A process of this same program, which ends when it is disposed: asked first, killed after ten seconds.</summary>
internal sealed partial class Child : IAsyncDisposable
{
    private const int SigTerm = 15;

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest });

    private Child(Process process) => _process = process;

    /// <summary>Starts it; what it prints to standard error goes to <paramref name="log"/>.</summary>
    public static Child Start(YoiHome home, StreamWriter log, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["YOI_HOME"] = home.Folder;
        // The demo builds the pages; its server only serves them.
        if (PagesFolder.Find() is { } pages) start.Environment["YOI_PAGES"] = pages;
        var child = new Child(new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, e) =>
        {
            if (e.Data is null) child._lines.Writer.TryComplete();
            else child._lines.Writer.TryWrite(e.Data);
        };
        child._process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data is not { } line) return;
            lock (log) log.WriteLine(line);
        };
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended, or does so within a moment: a socket may be gone before its process is.</summary>
    public async Task<bool> HasEndedAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _process.HasExited;
    }

    /// <summary>The first line it prints that starts so; <c>server_unavailable</c> where it ends without.</summary>
    public async Task<Result<string>> LineAsync(string start, CancellationToken cancellationToken)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync(cancellationToken))
        {
            if (line.StartsWith(start, StringComparison.Ordinal)) return line;
        }

        await _process.WaitForExitAsync(cancellationToken);
        return new Fault(FaultCodes.ServerUnavailable, $"`yoi {string.Join(' ', _process.StartInfo.ArgumentList)}` ended with {_process.ExitCode} before it was ready.");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _ = Kill(_process.Id, SigTerm);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync(CancellationToken.None);
            }
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
