namespace Yoi.Bench;

/// <summary>A folder of a run on a real disk: below the system's temporary folder, or where that is memory beside the program.</summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Make();
    private int _made;

    /// <summary>The path of a folder that is not there yet.</summary>
    public string New() => Path.Combine(_folder.FullName, $"{Interlocked.Increment(ref _made)}");

    public void Dispose() => _folder.Delete(recursive: true);

    private static DirectoryInfo Make()
    {
        if (new DriveInfo(Path.GetTempPath()).DriveFormat != "tmpfs") return Directory.CreateTempSubdirectory("yoi-bench-");
        return Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, $"work-{Environment.ProcessId}"));
    }
}
