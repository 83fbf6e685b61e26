using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Yoi.Agent;

/// <summary>Reads a call's arguments as a model wrote them: anything may be missing or of another kind.</summary>
internal readonly struct ToolArguments(JsonElement arguments)
{
    /// <summary>A text that must be there.</summary>
    public bool TryText(string name, [NotNullWhen(true)] out string? value, [NotNullWhen(false)] out ToolOutput? error)
    {
        value = arguments.TryGetProperty(name, out var property) && property.ValueKind == JsonValueKind.String ? property.GetString() : null;
        error = value is null ? ToolOutput.Error($"The argument '{name}' is missing or not a text.") : null;
        return value is not null;
    }

    /// <summary>A text; the given one where it is missing.</summary>
    public bool TryText(string name, string otherwise, out string value, [NotNullWhen(false)] out ToolOutput? error)
    {
        (value, error) = (otherwise, null);
        if (!arguments.TryGetProperty(name, out var property) || property.ValueKind == JsonValueKind.Null) return true;
        if (!TryText(name, out var given, out error)) return false;
        value = given;
        return true;
    }

    /// <summary>A whole number, at least 1; the given one where it is missing.</summary>
    public bool TryCount(string name, int otherwise, out int value, [NotNullWhen(false)] out ToolOutput? error)
    {
        (value, error) = (otherwise, null);
        if (!arguments.TryGetProperty(name, out var property) || property.ValueKind == JsonValueKind.Null) return true;
        if (property.ValueKind == JsonValueKind.Number && property.TryGetInt32(out value) && value >= 1) return true;
        error = ToolOutput.Error($"The argument '{name}' is not a whole number of at least 1.");
        return false;
    }

    /// <summary>Whether a switch is on; off where it is missing or anything but true.</summary>
    public bool Flag(string name) => arguments.TryGetProperty(name, out var property) && property.ValueKind == JsonValueKind.True;
}
