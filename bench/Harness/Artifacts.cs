namespace Yoi.Bench;

/// <summary>Where the measured programs lie, from the folder of this one.</summary>
internal sealed class Artifacts(string baseDirectory)
{
    public string Yoi { get; } = Path.GetFullPath(Path.Combine(baseDirectory, "..", "..", "Cli", "release", "yoi"));

    /// <summary>A bare ASP.NET Core app.</summary>
    public string Bare { get; } = Path.GetFullPath(Path.Combine(baseDirectory, "..", "..", "Bare", "release", "bare"));

    /// <summary>A .NET program that does nothing.</summary>
    public string Empty { get; } = Path.GetFullPath(Path.Combine(baseDirectory, "..", "..", "Empty", "release", "empty"));
}
