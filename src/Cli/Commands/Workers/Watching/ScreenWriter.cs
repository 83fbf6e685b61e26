namespace Yoi.Cli;

/// <summary>What a piece of text is, for its colour.</summary>
internal enum Tint
{
    None,
    Person,
    Tool,
    Good,
    Bad,
    Faint,
    Ask,
}

/// <summary>Text as it comes, coloured on a terminal only; escape sequences of other people's texts stay text.</summary>
internal sealed class ScreenWriter(TextWriter writer, bool colours)
{
    private bool _isOpen;

    /// <summary>How often something was written; who remembers it knows whether theirs is still the last.</summary>
    public int Writes { get; private set; }

    /// <summary>Standard output; no colours into a pipe, nor where NO_COLOR is set.</summary>
    public static ScreenWriter ToOutput() => new(Console.Out, !PlainOutput.IsRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    public void Write(Tint tint, string text)
    {
        if (text.Length == 0) return;
        var plain = PlainText.Of(text);
        var code = colours ? CodeOf(tint) : null;
        writer.Write(code is null ? plain : $"\u001b[{code}m{plain}\u001b[0m");
        writer.Flush();
        Writes++;
        _isOpen = plain[^1] != '\n';
    }

    public void EndLine()
    {
        if (!_isOpen) return;
        writer.WriteLine();
        writer.Flush();
        _isOpen = false;
    }

    /// <summary>The line was ended by somebody else.</summary>
    public void LineEnded() => _isOpen = false;

    private static string? CodeOf(Tint tint) => tint switch
    {
        Tint.Person => "1;36",
        Tint.Tool => "35",
        Tint.Good => "32",
        Tint.Bad => "31",
        Tint.Faint => "2",
        Tint.Ask => "1;33",
        _ => null,
    };
}
