using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>What is wrong with one settings file. All of it is looked for; the first is told in full.</summary>
internal sealed class Problems(string path)
{
    private readonly List<(long Line, string Message)> _found = [];

    public void Add(long line, string message) => _found.Add((line, message));

    public Fault? ToFault()
    {
        if (_found.Count == 0) return null;
        var (line, message) = _found.MinBy(p => p.Line);
        var more = _found.Count > 1 ? $" ({_found.Count - 1} more after it)" : "";
        return new(FaultCodes.SettingsInvalid, $"{path}:{line}: {message}{more}");
    }
}
