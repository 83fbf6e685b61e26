using System.Diagnostics;

namespace Yoi.Bench.Servers;

/// <summary>A server in a process of its own, told what to do by lines.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    public Uri Address { get; private set; } = null!;

    /// <summary>Starts a server of this program.</summary>
    public static Task<ServerProcess> StartAsync(params string[] arguments) => StartAsync(Environment.ProcessPath!, "listening ", AppContext.BaseDirectory, [], ["server", .. arguments]);

    /// <summary>Starts a program; it listens when it says so.</summary>
    public static async Task<ServerProcess> StartAsync(string program, string listening, string folder, Dictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var server = new ServerProcess(Process.Start(start)!);
        _ = server._process.StandardError.ReadToEndAsync();
        server.Address = new((await server.FindAsync(listening)).Trim());
        return server;
    }

    public Task TellAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    public Task FlushAsync() => _process.StandardInput.FlushAsync();

    /// <summary>Asks it to end, as a service manager does.</summary>
    public Task TerminateAsync() => Programs.RunAsync(Path.GetTempPath(), new Dictionary<string, string>(), "kill", "-TERM", $"{_process.Id}");

    /// <summary>What it says behind a word.</summary>
    public async Task<string> FindAsync(string word)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(word, StringComparison.Ordinal) is >= 0 and var at) return line[(at + word.Length)..];
        }

        throw new InvalidOperationException($"The server ended without saying {word}.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }
}
