using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>
/// A repository as evidence: its commits and <c>refs/yoi/records</c>, and nothing else. Needs no workspace and no state of ours, changes nothing, and
/// compares every object it reads with the name it is stored under.
/// </summary>
public sealed class RepositoryEvidence : IDisposable
{
    private const int MostCommit = 1024 * 1024;

    private readonly DirectoryInfo _empty;
    private readonly GitProgram _git;

    private RepositoryEvidence(string gitFolder, DirectoryInfo empty, TimeProvider time) =>
        (_empty, _git) = (empty, new GitProgram(gitFolder, empty.FullName, time, NullLogger.Instance));

    /// <summary>The commit of <c>refs/yoi/records</c> that is read, whatever becomes of the ref meanwhile.</summary>
    public string Records { get; private set; } = "";

    /// <summary>
    /// Opens the repository that a folder lies in; it may be bare. Faults: <c>not_found</c> where there is none, or no records in it, <c>git_unavailable</c>,
    /// <c>git_failed</c>, <c>store_failed</c>.
    /// </summary>
    public static async Task<Result<RepositoryEvidence>> OpenAsync(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!RepositoryPlace.Find(folder).TryGet(out var gitFolder, out var fault)) return fault;
        var evidence = new RepositoryEvidence(gitFolder, Directory.CreateTempSubdirectory("yoi-verify-"), time);
        var found = await evidence.FindAsync(RecordsRef.Name, cancellationToken);
        if (found.TryGet(out var records, out fault) && records.Length > 0)
        {
            evidence.Records = records;
            return evidence;
        }

        evidence.Dispose();
        return fault ?? new(FaultCodes.NotFound, $"There is no {RecordsRef.Name} here: fetch it with `git fetch origin {RecordsRef.Name}:{RecordsRef.Name}`.");
    }

    /// <summary>The full commit that an id, a branch or a branch of the remote <c>origin</c> names. Faults: <c>invalid</c>, <c>not_found</c>.</summary>
    public async Task<Result<string>> ResolveAsync(string reference, CancellationToken cancellationToken)
    {
        if (!RefNames.IsReference(reference)) return new Fault(FaultCodes.Invalid, $"'{reference}' is no reference; name a commit or a branch.");
        foreach (var name in (string[])[reference, $"refs/remotes/origin/{reference}"])
        {
            if (!(await FindAsync(name, cancellationToken)).TryGet(out var commit, out var fault)) return fault;
            if (commit.Length > 0) return commit;
        }

        return new Fault(FaultCodes.NotFound, $"'{reference}' names no commit of this repository; fetch its branch.");
    }

    /// <summary>A commit as it is stored. Faults: <c>not_found</c>, <c>too_large</c>, <c>verification_failed</c> where it is not what its name says.</summary>
    internal Task<Result<ReadOnlyMemory<byte>>> CommitAsync(string commit, CancellationToken cancellationToken) => ObjectAsync(commit, "commit", MostCommit, cancellationToken);

    /// <summary>
    /// A file of the records. Faults: <c>not_found</c>, <c>too_large</c>, <c>verification_failed</c> where it is no file, or not what its name in git says.
    /// </summary>
    /// <param name="path">Its path, such as <c>tickets/&lt;id&gt;/thread.md</c>; names come from checked ids, never as they are from a file.</param>
    /// <param name="limit">The most bytes it may have.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public Task<Result<ReadOnlyMemory<byte>>> RecordAsync(string path, int limit, CancellationToken cancellationToken) => ObjectAsync($"{Records}:{path}", "blob", limit, cancellationToken);

    /// <summary>Removes the empty folder git was run in.</summary>
    public void Dispose() => _empty.Delete(recursive: true);

    private async Task<Result<string>> FindAsync(string name, CancellationToken cancellationToken)
    {
        var call = new GitCall("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}");
        if (!(await _git.RunAsync(call, cancellationToken)).TryGet(out var output, out var fault)) return fault;
        if (output.ExitCode is not (0 or 1)) return GitProgram.Failed(call, output);
        var text = Encoding.ASCII.GetString(output.Bytes.Span).Trim();
        return output.ExitCode == 0 && RefNames.IsCommit(text) ? text : "";
    }

    private async Task<Result<ReadOnlyMemory<byte>>> ObjectAsync(string name, string type, int limit, CancellationToken cancellationToken)
    {
        var where = name.StartsWith(Records + ":", StringComparison.Ordinal) && Records.Length > 0 ? $"'{name[(Records.Length + 1)..]}' of the records" : name;
        const int Head = 256;
        var call = new GitCall("cat-file", "--batch") { Input = Encoding.UTF8.GetBytes(name + "\n"), OutputLimit = limit + Head, MayCut = true };
        if (!(await _git.BytesAsync(call, cancellationToken)).TryGet(out var bytes, out var fault)) return fault;
        var line = bytes.Span.IndexOf((byte)'\n') is >= 0 and var end ? Encoding.UTF8.GetString(bytes.Span[..end]) : "";
        if (line.Split(' ') is not [var id, var found, var digits] || !RefNames.IsCommit(id) || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            return line.EndsWith(" missing", StringComparison.Ordinal) ? new Fault(FaultCodes.NotFound, $"There is no {where}.") : new Fault(FaultCodes.TooLarge, $"{where} cannot be read: it is larger than 2 GiB.");
        if (found != type) return new Fault(FaultCodes.VerificationFailed, $"{where} is a {found}, not a {type}.");
        if (size > limit) return new Fault(FaultCodes.TooLarge, $"{where} has {size} bytes; at most {limit} are read.");
        var content = bytes.Slice(line.Length + 1, size);
        return Hash(id, type, content) == id ? content : new Fault(FaultCodes.VerificationFailed, $"{where} is not what git stored under {id}; run `git fsck`.");
    }

    [SuppressMessage("Security", "CA5350", Justification = "git names its objects by SHA-1; what must hold against forgery is signed.")]
    private static string Hash(string id, string type, ReadOnlyMemory<byte> content)
    {
        byte[] stored = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{type} {content.Length}\0")), .. content.Span];
        return Convert.ToHexStringLower(id.Length == 40 ? SHA1.HashData(stored) : SHA256.HashData(stored));
    }
}
