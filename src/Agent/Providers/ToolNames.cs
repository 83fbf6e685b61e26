using System.Text;

namespace Yoi.Agent;

/// <summary>Names of tools as providers allow them.</summary>
internal static class ToolNames
{
    private const int Longest = 64;

    /// <summary>A name the model made up is in the history as it was; a provider would refuse the whole request for it.</summary>
    public static string Allowed(string name)
    {
        if (name.Length == 0) return "unknown";
        var allowed = new StringBuilder();
        foreach (var c in name.AsSpan(0, Math.Min(name.Length, Longest))) allowed.Append(char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '_');
        return allowed.ToString();
    }
}
