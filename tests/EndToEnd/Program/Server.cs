using System.Collections.Concurrent;
using System.Diagnostics;

namespace Yoi.Tests.EndToEnd;

/// <summary>A long-running process of the program under test; it ends with the test.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly SemaphoreSlim _moved = new(0);

    private Server(Process process) => _process = process;

    public string Log => string.Join('\n', _lines);

    public int Id => _process.Id;

    public static Server Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) => Start(Checkout.Yoi, folder, environment, arguments);

    /// <summary>The program under test on a terminal of 80 columns: its standard streams are one, as for a person.</summary>
    public static Server StartOnTerminal(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var words = string.Join(' ', arguments.Prepend(Checkout.Yoi).Select(a => $"'{a.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        return Start("script", folder, environment, ["--quiet", "--return", "--flush", "--command", $"stty cols 80 rows 24; TERM=xterm exec {words}", "/dev/null"]);
    }

    private static Server Start(string program, string folder, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var process = Run.Start(program, folder, environment, arguments);
        var server = new Server(process);
        process.OutputDataReceived += (_, e) => server.Take(e.Data);
        process.ErrorDataReceived += (_, e) => server.Take(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Waits until a line holds the text, and answers it.</summary>
    public async Task<string> LineWith(string text)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (_lines.FirstOrDefault(l => l.Contains(text, StringComparison.Ordinal)) is { } line) return line;
            if (_process.HasExited) Assert.Fail($"The process ended with {_process.ExitCode} before it said '{text}':\n{Log}");
            try
            {
                await _moved.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"The process did not say '{text}':\n{Log}");
            }
        }
    }

    /// <summary>Types a line.</summary>
    public async Task Type(string line)
    {
        await _process.StandardInput.WriteAsync($"{line}\n");
        await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Presses Ctrl-C.</summary>
    public async Task Interrupt() => (await Run.Program("kill", "/", null, null, "-INT", $"{Id}")).ExitCode.ShouldBe(0);

    /// <summary>Asks it to end, as a service manager does.</summary>
    public async Task Terminate() => (await Run.Program("kill", "/", null, null, "-TERM", $"{Id}")).ExitCode.ShouldBe(0);

    /// <summary>Waits for its end; answers its exit code.</summary>
    public async Task<int> Ended()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The process did not end:\n{Log}");
        }

        return _process.ExitCode;
    }

    /// <summary>As by a power cut, for this process alone.</summary>
    public async Task KillHard()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _moved.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        _lines.Enqueue(line);
        _moved.Release();
    }
}
