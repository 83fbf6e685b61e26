using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Yoi.Cli;

/// <summary>
/// Answers <c>yoi "[suggest:POS]" "LINE"</c>, as a shell asks on the tab key: what may stand where the cursor is, one word a line. LINE is the command line with the program's name,
/// POS the cursor's place in it, in characters.
/// </summary>
internal static class Completion
{
    private const string Workspace = "--workspace";

    /// <summary>Lets the directive offer ids, too.</summary>
    public static RootCommand WithCompletion(this RootCommand root)
    {
        foreach (var directive in root.Directives.OfType<SuggestDirective>()) directive.Action = new Suggest(root, directive);
        return root;
    }

    private static async Task<IReadOnlyList<string>> WordsAsync(RootCommand root, string line, CancellationToken cancellationToken)
    {
        var parsed = root.Parse(line);
        var words = Words(root, parsed, line);
        if (TicketNames.AreWanted)
        {
            await TicketNames.LoadAsync(FolderOf(parsed), cancellationToken);
            words = Words(root, parsed, line);
        }

        var word = WordOf(line);
        string[] begun = [.. words.Where(label => label.StartsWith(word, StringComparison.Ordinal))];
        // An id may be begun by its end, where that says which one is meant.
        if (begun.Length == 0) return words.Where(label => label.EndsWith(word, StringComparison.Ordinal)).ToList() is [var one] ? [one] : [];
        // Options come when one is begun, or where nothing else fits.
        return word.Length == 0 && begun.Where(label => label[0] != '-').ToList() is { Count: > 0 } plain ? plain : begun;
    }

    private static HashSet<string> Words(RootCommand root, ParseResult parsed, string line)
    {
        // Windows' ways to ask for help are no words of a command line here.
        HashSet<string> words = [.. parsed.GetCompletions(line.Length).Select(item => item.InsertText ?? item.Label).Where(label => label[0] != '/' && label != "-?")];
        var command = parsed.CommandResult.Command;
        var typed = line[..^WordOf(line).Length];
        if (command.Options.Any(o => TakesNext(o, WordOf(typed.TrimEnd())))) return words;
        var before = root.Parse(typed);
        var arguments = command.Arguments;
        var turn = arguments.FirstOrDefault(a => (before.GetResult(a)?.Tokens.Count ?? 0) < a.Arity.MaximumNumberOfValues);
        // The library offers what any argument may be; here only the one whose turn it is speaks.
        var own = turn is null ? [] : Labels(turn, parsed, line).Where(words.Contains).ToList();
        foreach (var other in arguments.Where(a => a != turn)) words.ExceptWith(Labels(other, parsed, line));
        words.UnionWith(own);
        return words;
    }

    private static bool TakesNext(Option option, string word) => (option.Name == word || option.Aliases.Contains(word)) && option.Arity.MinimumNumberOfValues > 0;

    private static List<string> Labels(Argument argument, ParseResult parsed, string line)
    {
        var context = parsed.GetCompletionContext();
        if (context is TextCompletionContext text) context = text.AtCursorPosition(line.Length);
        return [.. argument.GetCompletions(context).Select(item => item.InsertText ?? item.Label)];
    }

    private static string WordOf(string line) => line[(line.LastIndexOf(' ') + 1)..];

    private static string? FolderOf(ParseResult parsed)
    {
        var option = parsed.CommandResult.Command.Options.OfType<Option<string?>>().FirstOrDefault(o => o.Name == Workspace);
        return option is null ? null : parsed.GetResult(option) is { Tokens: [var given] } ? given.Value : null;
    }

    private sealed class Suggest(RootCommand root, SuggestDirective directive) : AsynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override async Task<int> InvokeAsync(ParseResult parseResult, CancellationToken cancellationToken = default)
        {
            var line = parseResult.Tokens.LastOrDefault(token => token.Type != TokenType.Directive)?.Value ?? "";
            var asked = parseResult.GetResult(directive)!.Values is [var value, ..] ? value : null;
            if (int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position < line.Length) line = line[..position];
            foreach (var word in await WordsAsync(root, line, cancellationToken)) await parseResult.InvocationConfiguration.Output.WriteLineAsync(word);
            return ExitCode.Ok;
        }
    }
}
