using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>Where a demo keeps everything it makes.</summary>
/// <param name="Path">The folder.</param>
internal sealed record DemoFolder(string Path)
{
    private const string Prefix = "yoi-demo-";
    private const string StateName = "demo.json";

    public string Repository => System.IO.Path.Combine(Path, "repo");

    public string State => System.IO.Path.Combine(Path, StateName);

    public string Cassette => System.IO.Path.Combine(Path, "cassette.jsonl");

    public string Proof => System.IO.Path.Combine(Path, "proof");

    public string ServerLog => System.IO.Path.Combine(Path, "server.log");

    public YoiHome Home => YoiHome.At(System.IO.Path.Combine(Path, "home"));

    /// <summary>Takes an empty folder or makes one; <c>conflict</c> where something lies in it.</summary>
    public static Result<DemoFolder> Make(string? wanted)
    {
        if (wanted is null) return new DemoFolder(Directory.CreateTempSubdirectory(Prefix).FullName);
        if (wanted.Length == 0) return new Fault(FaultCodes.Invalid, "--dir is empty. Give it a new or empty folder.");
        var path = System.IO.Path.GetFullPath(wanted);
        if (File.Exists(path)) return new Fault(FaultCodes.Conflict, $"{path} is a file. Give --dir a new or empty folder.");
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            var isDemo = File.Exists(System.IO.Path.Combine(path, StateName));
            return new Fault(FaultCodes.Conflict, isDemo ? $"A demo lies in {path} already. Go on with it: yoi demo --resume --dir {path}" : $"{path} is not empty. Give --dir a new or empty folder.");
        }

        YoiHome.MakePrivate(path);
        return new DemoFolder(path);
    }

    /// <summary>The demo in a folder, or the newest among the temporary files.</summary>
    public static Result<DemoFolder> Find(string? wanted)
    {
        if (wanted is not null) return new DemoFolder(System.IO.Path.GetFullPath(wanted));
        var newest = Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Prefix + "*")
            .Select(folder => new FileInfo(System.IO.Path.Combine(folder, StateName))).Where(file => file.Exists).MaxBy(file => file.LastWriteTimeUtc);
        return newest is not null ? new DemoFolder(newest.DirectoryName!) : new Fault(FaultCodes.NotFound, "No demo lies among the temporary files. Start one: yoi demo");
    }
}
