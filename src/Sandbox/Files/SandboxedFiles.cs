using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Yoi.Protocol;

namespace Yoi.Sandbox;

/// <summary>
/// Reads and writes files of a worktree inside the sandbox, by constant scripts that take the path as an argument: a link swapped
/// under a check leads nowhere that the sandbox does not lead anyway.
/// </summary>
public sealed partial class SandboxedFiles(ISandbox sandbox)
{
    private const int Outside = 20, Absent = 21, NoFile = 22;
    private const int HeaderBytes = 32;

    private const string ReadScript = """
        p=$(realpath -m -- "$1") || exit 1
        case $p in /work/*) ;; *) exit 20 ;; esac
        [ -e "$p" ] || exit 21
        [ -f "$p" ] || exit 22
        printf '%s\n' "$(stat -c %s -- "$p")" && exec head -c "$2" -- "$p"
        """;

    private const string HalfName = ".yoi-write-";

    // Written beside the file and renamed over it: never half a file, and never through a link, be it symbolic or hard.
    private const string WriteScript = $$"""
        p=$(realpath -m -- "$1") || exit 1
        [ "$p" = "$2" ] || { printf %s "$p"; exit 20; }
        [ -e "$p" ] && [ ! -f "$p" ] && exit 22
        mkdir -p -- "${p%/*}" || exit 1
        t=$(mktemp -- "${p%/*}/{{HalfName}}XXXXXX") || exit 1
        trap 'rm -f -- "$t"' EXIT
        cat > "$t" || exit 1
        [ "$(stat -c %s -- "$t")" = "$3" ] || { echo 'not all of the content arrived' >&2; exit 1; }
        if [ -e "$p" ]; then chmod --reference="$p" -- "$t"; else chmod 644 -- "$t"; fi || exit 1
        mv -fT -- "$t" "$p"
        """;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>Whether a path's last name is one that <see cref="WriteAsync"/> gives a file until it is whole: where it lies about, a process died under the write.</summary>
    public static bool IsHalfWritten(string path) => HalfWritten().IsMatch(path);

    /// <summary>
    /// Reads a file's beginning. The path is relative or begins with <c>/work/</c>. Faults: <c>invalid</c>, <c>out_of_scope</c>,
    /// <c>not_found</c>, <c>timeout</c>, <c>sandbox_unavailable</c>, <c>store_failed</c>.
    /// </summary>
    public async Task<Result<FileContent>> ReadAsync(Scope scope, string path, int limitBytes, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limitBytes);
        if (!ScopedPath.Parse(path).TryGet(out var absolute, out var fault)) return fault;
        var limit = limitBytes.ToString(CultureInfo.InvariantCulture);
        var output = (int)Math.Min(int.MaxValue, 2L * (limitBytes + HeaderBytes));
        var ran = await sandbox.RunAsync(Command(scope, ReadScript, [absolute, limit], output), cancellationToken);
        if (!ran.TryGet(out var result, out fault)) return fault;
        if (Explain(result, path) is { } refused) return refused;
        var bytes = result.Output.Bytes;
        if (!Utf8Parser.TryParse(bytes.Span, out long size, out var digits)) return new Fault(FaultCodes.StoreFailed, $"'{path}' could not be read; try again.");
        return new FileContent(bytes[(digits + 1)..], Math.Max(size, bytes.Length - digits - 1));
    }

    /// <summary>
    /// Writes a whole file, making its folders; an existing one keeps its mode. Faults: <c>out_of_scope</c> where the scope is read-only or
    /// its globs do not name the file that the path really leads to; <c>invalid</c>, <c>timeout</c>, <c>sandbox_unavailable</c>, <c>store_failed</c>.
    /// </summary>
    public async Task<Fault?> WriteAsync(Scope scope, string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (!scope.Writable) return new Fault(FaultCodes.OutOfScope, "This worktree is read-only for you; nothing was written.");
        if (!ScopedPath.Parse(path).TryGet(out var absolute, out var fault)) return fault;
        var target = absolute;
        var length = content.Length.ToString(CultureInfo.InvariantCulture);
        // A path with a link in it names another file: that one is checked, then written by its own name.
        for (var tries = 0; tries < 3; tries++)
        {
            if (ScopedPath.BelowRoot(target) is not { } relative) return ScopedPath.Outside(path);
            if (!scope.Write.Allows(relative)) return new Fault(FaultCodes.OutOfScope, $"'{relative}' is not among the paths this ticket may change: {string.Join(", ", scope.Write.Patterns)}.");
            var command = Command(scope, WriteScript, [absolute, target, length], 64 * 1024) with { Input = content };
            var ran = await sandbox.RunAsync(command, cancellationToken);
            if (!ran.TryGet(out var result, out fault)) return fault;
            if (result.ExitCode != Outside) return Explain(result, path);
            target = Encoding.UTF8.GetString(result.Output.Bytes.Span);
        }

        return new Fault(FaultCodes.Conflict, $"'{path}' leads elsewhere each time it is looked at; write to the file it should be.");
    }

    private static SandboxCommand Command(Scope scope, string script, string[] arguments, int outputLimit) => new()
    {
        Arguments = ["/bin/sh", "-c", script, "sh", .. arguments],
        Mounts = scope.Mounts,
        WorkingDirectory = Scope.Root,
        Timeout = Deadline,
        OutputLimit = outputLimit,
    };

    private static Fault? Explain(SandboxResult result, string path) => result.ExitCode switch
    {
        0 => null,
        null => new(FaultCodes.Timeout, $"'{path}' did not answer within {Deadline.TotalSeconds:0} seconds; it may be a pipe or on a slow disk."),
        Outside => ScopedPath.Outside(path),
        Absent => new(FaultCodes.NotFound, $"'{path}' does not exist."),
        NoFile => new(FaultCodes.Invalid, $"'{path}' is no file."),
        _ => new(FaultCodes.StoreFailed, $"'{path}': {Encoding.UTF8.GetString(result.Error.Bytes.Span).Trim()}"),
    };

    [GeneratedRegex("(^|/)\\" + HalfName + "[A-Za-z0-9]{6}$")]
    private static partial Regex HalfWritten();
}
