using System.Text;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>
/// Splits a command such as <c>VISUAL</c>'s into its words, without a shell: at blanks; single quotes, double quotes and backslashes keep blanks as a shell would. Nothing else means
/// anything: no variables, patterns, pipes or substitutions.
/// </summary>
internal static class CommandWords
{
    /// <summary>The words, at least one; <c>invalid</c> where a quote is not closed or there is none.</summary>
    public static Result<IReadOnlyList<string>> Split(string text)
    {
        List<string> words = [];
        StringBuilder? word = null;
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (word is not null) words.Add(word.ToString());
                word = null;
                continue;
            }

            word ??= new();
            if (c == quote) quote = '\0';
            else if (quote == '\0' && c is '\'' or '"') quote = c;
            else if (IsEscape(text, i, quote)) word.Append(text[++i]);
            else word.Append(c);
        }

        if (quote != '\0') return new Fault(FaultCodes.Invalid, $"The command {text} has a quote {quote} that is not closed.");
        if (word is not null) words.Add(word.ToString());
        return words.Count > 0 ? words : new Fault(FaultCodes.Invalid, "The command is empty.");
    }

    /// <summary>Within double quotes only a quote and a backslash need one, so a backslash before anything else is itself.</summary>
    private static bool IsEscape(string text, int at, char quote) => text[at] == '\\' && at + 1 < text.Length
        && (quote == '\0' || (quote == '"' && text[at + 1] is '"' or '\\'));
}
