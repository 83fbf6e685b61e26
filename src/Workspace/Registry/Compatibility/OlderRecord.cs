using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>What the older program wrote about one of its Workers, as far as it is shown. Its sockets, sessions and paths are read over.</summary>
/// <param name="Name">What it calls the Worker.</param>
/// <param name="IsActive">Whether it names a session.</param>
/// <param name="WorkspaceRoot">The workspace it belongs to.</param>
/// <param name="Role">The role, where it says one.</param>
/// <param name="Profile">The profile, where it says one.</param>
internal sealed record OlderRecord(string Name, bool IsActive, string? WorkspaceRoot, string? Role, string? Profile)
{
    private const int MostText = 128;

    private static readonly string[] Lists = ["spawned_children", "reclaimed_children", "peers"];

    /// <summary>Reads a file's bytes; <c>metadata_invalid</c> where they are none.</summary>
    public static Result<OlderRecord> Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new() { MaxDepth = 32 });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return Invalid("it is no object");
            if (Text(root, "worker_name") is not { } name) return Invalid("it has no worker_name");
            foreach (var list in Lists)
            {
                if (root.TryGetProperty(list, out var value) && value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null)) return Invalid($"its {list} is no list");
            }

            var active = Object(root, "active");
            if (active is { } session && Text(session, "session_id") is null) return Invalid("its active names no session_id");
            var manifest = Object(root, "resolved_manifest_snapshot");
            return new OlderRecord(name, active is not null, Whole(root, "workspace_root"), manifest is { } m ? Text(m, "role") : null, manifest is { } p ? Text(p, "profile_selector") : null);
        }
        catch (JsonException)
        {
            return Invalid("it is no JSON");
        }
    }

    private static JsonElement? Object(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string? Whole(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A text to show: one line, not too long.</summary>
    private static string? Text(JsonElement from, string name)
    {
        if (Whole(from, name) is not { } text) return null;
        var shown = new string([.. text.Where(c => !char.IsControl(c))]).Trim();
        return shown.Length == 0 ? null : shown.Length <= MostText ? shown : shown[..MostText];
    }

    private static Fault Invalid(string why) => new(FaultCodes.MetadataInvalid, $"This is no Worker's metadata: {why}.");
}
