namespace Yoi.Tests.Unit.Faults;

/// <summary>What of the calls so far a loss of power could take back.</summary>
internal sealed class Unflushed
{
    private readonly HashSet<string> _bytes = [];
    private readonly HashSet<string> _names = [];
    private readonly HashSet<string> _made = [];

    public IEnumerable<string> Left => _bytes.Concat(_names);

    /// <summary>The same without what was deleted and may come back.</summary>
    public IEnumerable<string> MayBeLost => _bytes.Concat(_names.Where(_made.Contains));

    public void See(string call, string arguments)
    {
        var paths = arguments.Split('"').Where((_, i) => i % 2 == 1).ToList();
        var file = arguments.Split('<', '>').ElementAtOrDefault(1) ?? "";
        switch (call)
        {
            case "pwrite64" or "write" or "ftruncate":
                _bytes.Add(file);
                break;
            case "fsync" or "fdatasync":
                _bytes.Remove(file);
                _names.RemoveWhere(n => Path.GetDirectoryName(n) == file);
                break;
            case "syncfs":
                _bytes.Clear();
                _names.Clear();
                break;
            case "open" or "openat" when arguments.Contains("O_CREAT", StringComparison.Ordinal):
            case "mkdir" or "mkdirat" when arguments.Contains(" = 0", StringComparison.Ordinal):
                if (_made.Add(paths[0])) _names.Add(paths[0]);
                break;
            case "unlink" or "unlinkat" or "rmdir" when arguments.Contains(" = 0", StringComparison.Ordinal):
                _made.Remove(paths[0]);
                _bytes.Remove(paths[0]);
                _names.Add(paths[0]);
                break;
            case "rename" or "renameat" or "renameat2":
                _bytes.ShouldNotContain(paths[0], "a file got its name before its bytes were flushed");
                // A temporary file that has its old name again after all is cleared by the next writer.
                _names.Remove(paths[0]);
                _made.Remove(paths[0]);
                _names.Add(paths[1]);
                _made.Add(paths[1]);
                break;
        }
    }
}
