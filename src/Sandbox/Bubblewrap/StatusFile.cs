using System.Text.Json;

namespace Yoi.Sandbox;

/// <summary>What bubblewrap said about a sandbox.</summary>
/// <param name="ProcessId">The sandbox's first process, as the host counts it; null where it never came to be.</param>
/// <param name="ExitCode">How the command ended; null where it was killed or never ran.</param>
internal readonly record struct StatusFile(int? ProcessId, int? ExitCode)
{
    /// <summary>Reads as much as is written so far.</summary>
    public static StatusFile Read(string path)
    {
        StatusFile status = default;
        if (!File.Exists(path)) return status;
        foreach (var line in File.ReadAllLines(path).Where(l => l.EndsWith('}')))
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.TryGetProperty("child-pid", out var id)) status = status with { ProcessId = id.GetInt32() };
            if (document.RootElement.TryGetProperty("exit-code", out var code)) status = status with { ExitCode = code.GetInt32() };
        }

        return status;
    }
}
