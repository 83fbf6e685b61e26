using System.Text;
using Yoi.Protocol;
using Yoi.Worktrees;

namespace Yoi.Cli;

/// <summary>Tells git to merge the files of tickets by <c>yoi merge-thread</c>: the files by the repository's .gitattributes, the program by settings of this clone alone.</summary>
internal static class MergeDriver
{
    private const string Name = "yoi-thread";

    /// <summary>Installs it, and says what that changed. What is there already stays.</summary>
    public static async Task<Result<IReadOnlyList<string>>> InstallAsync(WorkspaceFolder workspace, CancellationToken cancellationToken)
    {
        if (!(await workspace.Settings().LoadAsync(cancellationToken)).TryGet(out var settings, out var fault)) return fault;
        if (!(await workspace.RepositoryAsync(cancellationToken)).TryGet(out var repository, out fault)) return fault;
        var attributes = Path.Combine(workspace.Root, ".gitattributes");
        if (new FileInfo(attributes).LinkTarget is not null) return new Fault(FaultCodes.Conflict, ".gitattributes is a symbolic link, which git does not read; replace it by a file.");

        List<string> said = [];
        var lines = Missing(File.Exists(attributes) ? await File.ReadAllBytesAsync(attributes, cancellationToken) : [], settings.InForce.Ticket.Root);
        if (lines.Length > 0)
        {
            await File.AppendAllTextAsync(attributes, lines, new UTF8Encoding(false), cancellationToken);
            said.Add($"Added to .gitattributes (commit it):\n{lines.Trim('\n', '\r')}");
        }

        var driver = new MergeDriverSettings(repository, Name);
        if (!(await driver.SetAsync("Tickets of Yoi", Command(), cancellationToken)).TryGet(out var isChanged, out fault)) return fault;
        if (isChanged) said.Add($"Set merge.{Name}.driver of this clone to: {Command()}");
        if (said.Count == 0) said.Add("Merges of tickets are set up already; nothing was changed.");
        return said;
    }

    /// <summary>The lines that .gitattributes lacks, with its own line ends. A pattern that somebody gave another way to merge keeps it.</summary>
    private static string Missing(byte[] attributes, string ticketRoot)
    {
        var text = Encoding.UTF8.GetString(attributes);
        var newline = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var given = text.Split('\n').Select(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Skip(1).Any(w => w.StartsWith("merge", StringComparison.Ordinal) || w is "-merge" or "!merge"))
            .Select(words => words[0]).ToHashSet(StringComparer.Ordinal);
        string[] patterns =
        [
            $"/.yoi/{ticketRoot}/*/thread.md",
            $"/.yoi/{ticketRoot}/*/item.md",
            $"/.yoi/{ticketRoot}/*/artifacts/relations.json",
            $"/.yoi/{ticketRoot}/*/artifacts/orchestration-plan.jsonl",
            "/.yoi/objectives/*/item.md",
        ];
        var added = string.Concat(patterns.Where(p => !given.Contains(p)).Select(p => $"{p} merge={Name}{newline}"));
        return added.Length > 0 && text.Length > 0 && text[^1] != '\n' ? newline + added : added;
    }

    /// <summary>What git gives to a shell, with its own places filled in; the path is quoted by git.</summary>
    private static string Command() => $"{Program()} merge-thread --marker-size %L -- %O %A %B %P";

    private static string Program()
    {
        var program = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? $"{Quoted(program)} {Quoted(typeof(MergeDriver).Assembly.Location)}" : Quoted(program);
    }

    private static string Quoted(string path) =>
        $"'{path.Replace("'", @"'\''", StringComparison.Ordinal).Replace("%", "%%", StringComparison.Ordinal)}'";
}
