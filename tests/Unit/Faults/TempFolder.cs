namespace Yoi.Tests.Unit.Faults;

/// <summary>A folder of its own that is gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("yoi-faults-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
