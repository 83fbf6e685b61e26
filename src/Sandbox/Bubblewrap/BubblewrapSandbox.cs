using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Yoi.Protocol;

namespace Yoi.Sandbox;

/// <summary>
/// Sandboxes by bubblewrap: no network, no capabilities, no user namespaces of its own, the system read-only, home and everything
/// else absent, a private /tmp, and namespaces for processes, IPC and host name. Inside, one is user <c>yoi</c> (1000) whoever runs Yoi.
/// </summary>
public sealed partial class BubblewrapSandbox : ISandbox
{
    private readonly BubblewrapOptions _options;
    private readonly ILogger _logger;

    /// <summary>Makes nothing yet; see <see cref="CheckAsync"/>.</summary>
    public BubblewrapSandbox(BubblewrapOptions? options = null, ILogger<BubblewrapSandbox>? logger = null)
    {
        _options = options ?? new();
        _logger = logger ?? NullLogger<BubblewrapSandbox>.Instance;
    }

    /// <inheritdoc />
    public string Name => "bubblewrap";

    /// <inheritdoc />
    public async ValueTask<Fault?> CheckAsync(CancellationToken cancellationToken)
    {
        var probe = new SandboxCommand { Arguments = ["true"], WorkingDirectory = "/tmp", Timeout = TimeSpan.FromSeconds(30) };
        var ran = await RunAsync(probe, cancellationToken);
        if (!ran.TryGet(out var result, out var fault)) return fault;
        return result.ExitCode == 0 ? null : Unavailable.Because(Encoding.UTF8.GetString(result.Error.Bytes.Span));
    }

    /// <inheritdoc />
    public async Task<Result<SandboxResult>> RunAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (CommandRules.Check(command) is { } invalid) return invalid;
        if (HostPrograms.Find(_options.Program) is not { } program) return Unavailable.Missing();

        using var folder = StartFolder.Create(f => SandboxArguments.For(command, _options, HostSystem.Read(), f));
        var started = await StartThread.StartAsync(StartInfo(program, folder, command), cancellationToken);
        if (!started.TryGet(out var process, out var notStarted)) return notStarted;
        using (process) return await WatchAsync(process, folder, command, cancellationToken);
    }

    private async Task<Result<SandboxResult>> WatchAsync(Process process, StartFolder folder, SandboxCommand command, CancellationToken cancellationToken)
    {
        var begun = _options.Time.GetTimestamp();
        var output = OutputCapture.DrainAsync(process.StandardOutput.BaseStream, command.OutputLimit);
        var error = OutputCapture.DrainAsync(process.StandardError.BaseStream, command.OutputLimit);
        var input = OutputCapture.FeedAsync(process.StandardInput.BaseStream, command.Input);
        var timely = true;
        using (var deadline = new CancellationTokenSource(command.Timeout, _options.Time))
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token))
        {
            try
            {
                await process.WaitForExitAsync(either.Token);
            }
            catch (OperationCanceledException)
            {
                timely = false;
            }
        }

        // From here nothing may be interrupted: whoever gets the answer relies on every process being gone.
        if (!await ProcessTree.EndAsync(process, folder.StatusPath)) LogSurvivors(process.Id);
        await Task.WhenAll(output, error, input);
        if (!timely) cancellationToken.ThrowIfCancellationRequested();

        var captured = (Output: await output, Error: await error);
        var duration = _options.Time.GetElapsedTime(begun);
        if (!timely) return new SandboxResult(null, captured.Output, captured.Error, duration);
        var exitCode = StatusFile.Read(folder.StatusPath).ExitCode ?? (process.ExitCode > 128 ? process.ExitCode : null);
        if (exitCode is null) return Unavailable.Because(Encoding.UTF8.GetString(captured.Error.Bytes.Span));
        return new SandboxResult(exitCode, captured.Output, captured.Error, duration);
    }

    private ProcessStartInfo StartInfo(string program, StartFolder folder, SandboxCommand command)
    {
        // .NET passes no descriptors, so a shell with a constant script opens them; the files' paths are gone once bwrap replaced it.
        var info = new ProcessStartInfo("/bin/sh")
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment.Clear();
        string[] constant = ["-c", """exec 3<"$1" 4>"$2"; b=$3; shift 3; exec "$b" --args 3 --json-status-fd 4 -- "$@" """, "sh"];
        foreach (var argument in (string[])[.. constant, folder.ArgumentsPath, folder.StatusPath, program, .. SandboxArguments.Limited(_options, command)])
            info.ArgumentList.Add(argument);
        return info;
    }

    [LoggerMessage(LogLevel.Error, "Processes of sandbox {ProcessId} did not go although they were killed; the kernel holds them.")]
    private partial void LogSurvivors(int processId);
}
