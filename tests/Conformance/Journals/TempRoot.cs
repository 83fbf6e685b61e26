namespace Yoi.Tests.Conformance.Journals;

/// <summary>A folder of its own that is gone afterwards.</summary>
public sealed class TempRoot : IDisposable
{
    public TempRoot() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"yoi-journal-{Guid.NewGuid():n}");

    public string Log(int number = 1) => System.IO.Path.Combine(Path, "log", $"{number:D8}.jsonl");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
