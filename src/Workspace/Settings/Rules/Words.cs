using System.Globalization;
using System.Text;

namespace Yoi.Workspace;

/// <summary>What texts in settings may look like. Each rule answers null, or the rest of the sentence "… must be".</summary>
internal static class Words
{
    public static readonly IReadOnlyList<string> Roles = ["companion", "intake", "orchestrator", "coder", "reviewer"];

    public static string? Id(string text) => IsName(text, letterFirst: false, hyphen: '-')
        ? null
        : "1 to 64 lower-case letters, digits and hyphens, starting with a letter or digit";

    public static string? Name(string text) => IsName(text, letterFirst: true, hyphen: '-')
        ? null
        : "1 to 64 lower-case letters, digits and hyphens, starting with a letter";

    public static string? Tool(string text) => IsName(text, letterFirst: true, hyphen: '_')
        ? null
        : "a tool's name: lower-case letters, digits and underscores, starting with a letter";

    public static string? Role(string text) => Roles.Contains(text) ? null : $"a role: {string.Join(", ", Roles)}";

    public static string? Builtin(string text) => text.StartsWith("builtin:", StringComparison.Ordinal) && Role(text["builtin:".Length..]) is null
        ? null
        : $"a built-in profile: {string.Join(", ", Roles.Select(RoleSettings.BuiltinProfile))}";

    public static string? Language(string text) =>
        text.Length <= 35 && text.Split('-') is [{ Length: >= 2 and <= 8 } first, .. var rest]
            && first.All(char.IsAsciiLetter) && rest.All(r => r.Length is >= 1 and <= 8 && r.All(char.IsAsciiLetterOrDigit))
            ? null
            : "a language tag such as en or pt-BR";

    public static string? Line(string text) => Text(text, 128, multiline: false);

    public static string? Command(string text) => Text(text, 4_096, multiline: true);

    public static string? Prompt(string text) => Text(text, 16_384, multiline: true);

    /// <summary>Letters that show; a lone half of a surrogate pair could not be written back.</summary>
    private static string? Text(string text, int limit, bool multiline)
    {
        var shows = text.Length <= limit && !string.IsNullOrWhiteSpace(text) && text.EnumerateRunes().All(rune =>
            rune.Value != 0xFFFD && (!Rune.IsControl(rune) || (multiline && rune.Value is '\n' or '\t')));
        return shows ? null : string.Create(CultureInfo.InvariantCulture, $"1 to {limit:N0} characters{(multiline ? "" : " on one line")} without control characters");
    }

    private static bool IsName(string text, bool letterFirst, char hyphen) =>
        text.Length is >= 1 and <= 64 && (char.IsAsciiLetterLower(text[0]) || (!letterFirst && char.IsAsciiDigit(text[0])))
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == hyphen);
}
