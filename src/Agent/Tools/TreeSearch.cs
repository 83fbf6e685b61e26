using System.Globalization;
using System.Text;
using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Agent;

/// <summary>
/// Looks through the worktree inside the sandbox, by constant scripts that take what a model wrote as arguments. As for reading a file, what counts is where a
/// path really leads: nothing outside the worktree is listed or searched.
/// </summary>
internal sealed class TreeSearch(ISandbox sandbox, Scope scope)
{
    private const int Outside = 20, Absent = 21, Unfit = 22;

    // Bytes a script may print; far more than a model is shown, so that order and count are right.
    private const int Limit = 2 * 1024 * 1024;

    // Sets p to where the path really leads.
    private const string Resolve = """
        export LC_ALL=C.UTF-8
        cd /work || exit 1
        p=$(realpath -m -- "$1") || exit 1
        case $p in /work|/work/*) ;; *) exit 20 ;; esac
        [ -e "$p" ] || exit 21

        """;

    private const string FolderScript = Resolve + """
        [ -d "$p" ] || exit 22
        find "$p" -mindepth 1 -maxdepth 1 -printf '%y %s %f\0' | head -c "$2"
        """;

    // What git ignores is nobody's interest; where there is no git, all files are.
    private const string FilesScript = Resolve + """
        { git -c core.fsmonitor=false ls-files -coz --exclude-standard -- "$p" 2>/dev/null || find "$p" -name .git -prune -o -type f -print0; } | LC_ALL=C sort -zu | head -c "$2"
        """;

    private const string MatchScript = """
        export LC_ALL=C.UTF-8
        cd /work || exit 1
        grep -E $3 -e "$1" /dev/null 2>&1 >/dev/null
        [ $? -gt 1 ] && exit 22
        xargs -0 -r realpath -zqe --relative-base=/work -- 2>/dev/null | LC_ALL=C grep -azv '^/' | LC_ALL=C sort -zu |
            xargs -0 -r grep -nIHsE $3 -e "$1" -- 2>/dev/null | cut -b 1-2000 | head -c "$2"
        exit 0
        """;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<Mount> _mounts = [.. scope.Mounts.Select(m => m with { Access = MountAccess.ReadOnly })];

    /// <summary>What lies in one folder, each as its kind (d, f, l), size and name.</summary>
    public Task<Result<Found>> FolderAsync(string path, CancellationToken cancellationToken) => RunAsync(FolderScript, path, "", default, '\0', cancellationToken);

    /// <summary>All files at or below a path, from the worktree's root, without what git ignores.</summary>
    public Task<Result<Found>> FilesAsync(string path, CancellationToken cancellationToken) => RunAsync(FilesScript, path, "", default, '\0', cancellationToken);

    /// <summary>The lines of text files that match an extended regular expression, as path:number:line; <c>invalid</c> where it is none.</summary>
    public Task<Result<Found>> LinesAsync(string pattern, bool ignoreCase, IEnumerable<string> files, CancellationToken cancellationToken) =>
        RunAsync(MatchScript, pattern, ignoreCase ? "-i" : "", Encoding.UTF8.GetBytes(string.Join('\0', files)), '\n', cancellationToken);

    private async Task<Result<Found>> RunAsync(string script, string subject, string option, ReadOnlyMemory<byte> input, char separator, CancellationToken cancellationToken)
    {
        if (subject.Length == 0 || subject.Contains('\0', StringComparison.Ordinal)) return new Fault(FaultCodes.Invalid, "The text to look for is empty or has a NUL character in it.");
        var command = new SandboxCommand
        {
            Arguments = ["/bin/sh", "-c", script, "sh", subject, Limit.ToString(CultureInfo.InvariantCulture), option],
            Mounts = _mounts,
            WorkingDirectory = Scope.Root,
            Environment = scope.Environment,
            Input = input,
            Timeout = Deadline,
            OutputLimit = Limit + 1024,
        };
        if (!(await sandbox.RunAsync(command, cancellationToken)).TryGet(out var result, out var fault)) return fault;
        var text = Encoding.UTF8.GetString(result.Output.Bytes.Span);
        return result.ExitCode switch
        {
            0 => Read(text, separator, result.Output.Bytes.Length >= Limit),
            null => new Fault(FaultCodes.Timeout, $"There was no answer within {Deadline.TotalSeconds:0} seconds; look through less at once."),
            Outside => new Fault(FaultCodes.OutOfScope, $"'{subject}' leads out of the worktree; use a path below {Scope.Root}."),
            Absent => new Fault(FaultCodes.NotFound, $"'{subject}' does not exist."),
            Unfit when text.Length > 0 => new Fault(FaultCodes.Invalid, $"'{subject}' is no extended regular expression: {text.Trim()}"),
            Unfit => new Fault(FaultCodes.Invalid, $"'{subject}' is no folder."),
            _ => new Fault(FaultCodes.StoreFailed, $"'{subject}' could not be looked through: {Encoding.UTF8.GetString(result.Error.Bytes.Span).Trim()}"),
        };
    }

    private static Found Read(string text, char separator, bool cut)
    {
        var items = text.Split(separator, StringSplitOptions.RemoveEmptyEntries);
        // The last one may be half an item.
        return new(cut && items.Length > 0 ? items[..^1] : items, cut);
    }
}

/// <summary>What was found.</summary>
/// <param name="Items">In order.</param>
/// <param name="IsCut">True where there is more than could be taken in.</param>
internal sealed record Found(IReadOnlyList<string> Items, bool IsCut);
