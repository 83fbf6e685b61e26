using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;
using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Worktrees;

/// <summary>Runs the installed git for one repository: no shell, bounded time and output, nothing asked, nothing of the user's or the repository's settings executed.</summary>
internal sealed partial class GitProgram(string commonFolder, string emptyFolder, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);
    private const int ErrorLimit = 8 * 1024;

    /// <summary>Runs a call; an exit code is an answer, not a fault.</summary>
    public async Task<Result<GitOutput>> RunAsync(GitCall call, CancellationToken cancellationToken)
    {
        if (!call.NeedsNeutralDrivers) return await StartAsync(call, [], cancellationToken);
        var keys = call.Keys;
        if (keys is null && !(await KeysAsync(call.GitFolder, cancellationToken)).TryGet(out keys, out var fault)) return fault;
        return await StartAsync(call, GitSettings.Neutral(keys), cancellationToken);
    }

    /// <summary>The names of all settings in force for a git folder, those of included files too.</summary>
    public async Task<Result<IReadOnlyList<string>>> KeysAsync(string? gitFolder, CancellationToken cancellationToken)
    {
        var list = new GitCall("config", "--list", "--name-only", "-z", "--includes") { GitFolder = gitFolder };
        if (!(await StartAsync(list, [], cancellationToken)).TryGet(out var output, out var fault)) return fault;
        if (output.ExitCode != 0) return Failed(list, output);
        return output.Bytes.Names().ToList();
    }

    /// <summary>Runs a call that must succeed.</summary>
    public async Task<Result<ReadOnlyMemory<byte>>> BytesAsync(GitCall call, CancellationToken cancellationToken)
    {
        if (!(await RunAsync(call, cancellationToken)).TryGet(out var output, out var fault)) return fault;
        return output.ExitCode is 0 or null ? output.Bytes : Failed(call, output);
    }

    /// <summary>Runs a call that must succeed and answers its output without the line end.</summary>
    public async Task<Result<string>> TextAsync(GitCall call, CancellationToken cancellationToken)
    {
        if (!(await BytesAsync(call, cancellationToken)).TryGet(out var bytes, out var fault)) return fault;
        return Encoding.UTF8.GetString(bytes.Span).TrimEnd('\n');
    }

    /// <summary>Runs a call that must succeed and has nothing to say.</summary>
    public async Task<Fault?> DoAsync(GitCall call, CancellationToken cancellationToken) => (await BytesAsync(call, cancellationToken)).Fault;

    /// <summary>The fault of a call that did not work, in git's words; <c>git_busy</c> where another git held what it needed.</summary>
    public static Fault Failed(GitCall call, GitOutput output)
    {
        var isBusy = output.Error.Contains(".lock': File exists", StringComparison.Ordinal);
        return new(isBusy ? FaultCodes.GitBusy : FaultCodes.GitFailed, $"git {call.Arguments[0]} failed ({output.ExitCode}): {output.Error.Trim()}");
    }

    private async Task<Result<GitOutput>> StartAsync(GitCall call, IEnumerable<(string, string)> drivers, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (HostPrograms.Find("git") is not { } program) return new Fault(FaultCodes.GitUnavailable, "git is not installed: run `apt-get install git` (2.38 or newer).");
        var info = new ProcessStartInfo(program)
        {
            WorkingDirectory = call.WorkTree ?? emptyFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment.Clear();
        foreach (var (name, value) in GitSettings.Environment(call, drivers)) info.Environment[name] = value;
        foreach (var argument in (string[])["--no-pager", $"--git-dir={call.GitFolder ?? commonFolder}", $"--work-tree={call.WorkTree ?? emptyFolder}", .. call.Arguments])
            info.ArgumentList.Add(argument);

        using var process = Process.Start(info)!;
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(call.MustFinish ? CancellationToken.None : cancellationToken, deadline.Token);
        try
        {
            var output = BoundedReader.ReadAsync(process.StandardOutput.BaseStream, call.OutputLimit, either.Token);
            var error = BoundedReader.ReadAsync(process.StandardError.BaseStream, ErrorLimit, either.Token);
            var input = BoundedReader.FeedAsync(process.StandardInput.BaseStream, call.Input, either.Token);
            var (bytes, cut) = await output;
            if (cut)
            {
                process.Kill(entireProcessTree: true);
                return call.MayCut ? new GitOutput(null, bytes, "") : new Fault(FaultCodes.TooLarge, $"git {call.Arguments[0]} answered more than {call.OutputLimit} bytes.");
            }

            await input;
            var (errorBytes, _) = await error;
            await process.WaitForExitAsync(either.Token);
            if (process.ExitCode != 0) LogExit(call.Arguments[0], process.ExitCode);
            return new GitOutput(process.ExitCode, bytes, Encoding.UTF8.GetString(errorBytes.Span));
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return new Fault(FaultCodes.Timeout, $"git {call.Arguments[0]} did not end within {Deadline.TotalMinutes:0} minutes and was stopped; try again.");
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    [LoggerMessage(LogLevel.Debug, "git {Verb} ended with {ExitCode}.")]
    private partial void LogExit(string verb, int exitCode);
}
