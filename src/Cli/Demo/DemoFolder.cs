using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>Where a demo keeps everything it makes.</summary>
/// <param name="Path">The folder.</param>
internal sealed record DemoFolder(string Path)
{
    public string Repository => System.IO.Path.Combine(Path, "repo");

    public string Cassette => System.IO.Path.Combine(Path, "cassette.jsonl");

    public string Proof => System.IO.Path.Combine(Path, "proof");

    public string ServerLog => System.IO.Path.Combine(Path, "server.log");

    public YoiHome Home => YoiHome.At(System.IO.Path.Combine(Path, "home"));

    /// <summary>Takes an empty folder or makes one; <c>conflict</c> where something lies in it.</summary>
    public static Result<DemoFolder> Make(string? wanted)
    {
        if (wanted is null) return new DemoFolder(Directory.CreateTempSubdirectory("yoi-demo-").FullName);
        if (wanted.Length == 0) return new Fault(FaultCodes.Invalid, "--dir is empty. Give it a new or empty folder.");
        var path = System.IO.Path.GetFullPath(wanted);
        if (File.Exists(path)) return new Fault(FaultCodes.Conflict, $"{path} is a file. Give --dir a new or empty folder.");
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            return new Fault(FaultCodes.Conflict, $"{path} is not empty. Give --dir a new or empty folder.");
        YoiHome.MakePrivate(path);
        return new DemoFolder(path);
    }
}
