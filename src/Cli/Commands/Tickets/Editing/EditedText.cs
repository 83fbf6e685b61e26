using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>A text from an editor.</summary>
/// <param name="File">Where it lies; null for one that came from elsewhere.</param>
/// <param name="Before">What the editor was given.</param>
internal sealed record EditedText(string? File, string Before)
{
    /// <summary>The text.</summary>
    public string Text { get; init; } = Before;

    /// <summary>Whether the person left it as it was.</summary>
    public bool IsUnchanged => File is not null && Text == Before;

    /// <summary>Ends it: what was written stays in its file where something failed, and the fault says where; else the file goes.</summary>
    public Fault? Settle(Fault? fault)
    {
        if (File is null) return fault;
        if (fault is not null && System.IO.File.Exists(File) && System.IO.File.ReadAllText(File) != Before) return fault with { Message = $"{fault.Message} What you wrote is kept in {File}." };
        Directory.Delete(Path.GetDirectoryName(File)!, recursive: true);
        return fault;
    }
}
