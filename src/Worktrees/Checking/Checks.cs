using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Worktrees;

/// <summary>Runs validation commands, each sandboxed in a checkout of its own that nobody worked in and that goes afterwards.</summary>
public sealed class Checks(GitRepository repository, ISandbox sandbox)
{
    // The script is constant and the command an argument; both streams become one, in the order they were written.
    private const string Script = """exec 2>&1; exec /bin/sh -c "$1" """;

    /// <summary>
    /// Checks the commit out, without <c>.yoi/</c> and git's folder, and runs the command there. A command that fails or runs out of time has a receipt; no receipt
    /// means that nothing ran. Faults: <c>not_found</c>, <c>invalid</c>, <c>sandbox_unavailable</c>, <c>git_failed</c>.
    /// </summary>
    public async Task<Result<CheckRun>> RunAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        if (!(await repository.ResolveAsync(request.Commit, cancellationToken)).TryGet(out var commit, out var fault)) return fault;
        if (!(await repository.TreeAsync(commit, cancellationToken)).TryGet(out var tree, out fault)) return fault;
        var folder = repository.State("checks", Guid.NewGuid().ToString("N"));
        try
        {
            var work = Directory.CreateDirectory(Path.Combine(folder, "work")).FullName;
            if (await CheckOutAsync(commit, work, Path.Combine(folder, "index"), cancellationToken) is { } notCheckedOut) return notCheckedOut;
            var started = repository.Options.Time.GetUtcNow();
            if (!(await sandbox.RunAsync(Command(request, work), cancellationToken)).TryGet(out var result, out fault)) return fault;
            var output = Text(result.Output);
            return new CheckRun(
                new Receipt
                {
                    Id = request.ReceiptId,
                    Ticket = request.Ticket,
                    Attempt = request.Attempt,
                    Purpose = request.Purpose,
                    Command = request.Command,
                    ExitCode = result.ExitCode,
                    StartedAt = started,
                    DurationMs = (long)result.Duration.TotalMilliseconds,
                    Commit = commit,
                    Tree = tree,
                    Host = Facts(),
                    Output = $"{request.ReceiptId}.log",
                    OutputSha256 = Convert.ToHexStringLower(SHA256.HashData(output.Span)),
                },
                output);
        }
        finally
        {
            PrivateFolder.Delete(folder);
        }
    }

    /// <summary>Removes the checkouts of checks that a killed process left; call it while no check runs.</summary>
    public void RemoveLeftovers() => PrivateFolder.Delete(Path.Combine(repository.Options.StateFolder, "checks"));

    private async Task<Fault?> CheckOutAsync(string commit, string work, string index, CancellationToken cancellationToken)
    {
        if (await repository.Git.DoAsync(new("read-tree", commit) { IndexFile = index }, cancellationToken) is { } unread) return unread;
        var call = new GitCall("checkout-index", "--all", "--quiet") { IndexFile = index, WorkTree = work };
        if (await repository.Git.DoAsync(call, cancellationToken) is { } failed) return failed;
        var settings = Path.Combine(work, ".yoi");
        if (new FileInfo(settings).LinkTarget is not null || File.Exists(settings)) File.Delete(settings);
        else PrivateFolder.Delete(settings);
        return null;
    }

    private static SandboxCommand Command(CheckRequest request, string work) => new()
    {
        Arguments = ["/bin/sh", "-c", Script, "sh", request.Command],
        Mounts = [new(work, Scope.Root, MountAccess.ReadWrite), .. request.Mounts],
        Timeout = request.Timeout,
        OutputLimit = request.OutputLimit,
    };

    private static ReadOnlyMemory<byte> Text(CapturedOutput output)
    {
        if (output.OmittedAt is not { } at) return output.Bytes;
        var note = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\n[{output.OmittedBytes} bytes are left out here]\n"));
        return (byte[])[.. output.Bytes.Span[..at], .. note, .. output.Bytes.Span[at..]];
    }

    private Dictionary<string, string> Facts() => new()
    {
        ["os"] = RuntimeInformation.OSDescription,
        ["architecture"] = RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(),
        ["sandbox"] = sandbox.Name,
    };
}
