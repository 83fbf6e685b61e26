namespace Yoi.Tests.Unit.Workspace.Server;

/// <summary>A folder of mode 0700 for one test.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("yoi-web-").FullName;

    public string Socket => Path.Join(Root, "operator.sock");

    public string Write(string relative, string content)
    {
        var path = Path.Join(Root, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
