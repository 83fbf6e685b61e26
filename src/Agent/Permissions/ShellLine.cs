namespace Yoi.Agent;

/// <summary>A command line, taken apart.</summary>
/// <param name="Commands">Every command that was found in it, those in subshells and substitutions too.</param>
/// <param name="IsUnderstood">False where there may be others: it holds something the parser does not know.</param>
/// <param name="OpensFiles">True where output or input is redirected to or from a file.</param>
internal sealed record ShellLine(IReadOnlyList<ShellCommand> Commands, bool IsUnderstood, bool OpensFiles)
{
    /// <summary>Takes a line apart; whatever it is, this answers.</summary>
    public static ShellLine Parse(string line) => new ShellParser(line).Parse();
}

/// <summary>One command of a line.</summary>
/// <param name="Words">Its words behind the assignments; null for one that is known only when it runs.</param>
/// <param name="Assigns">True where variables are set before it.</param>
internal sealed record ShellCommand(IReadOnlyList<string?> Words, bool Assigns);
