using System.Xml.Linq;

namespace Yoi.Tests.Unit.Architecture;

/// <summary>This repository's files, as the tests of its structure see them. Paths are relative to the root, with forward slashes.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "dist", "artifacts"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<Project> Sources { get; } = [.. Files("src").Where(f => f.EndsWith(".csproj", StringComparison.Ordinal)).Select(f => new Project(f))];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static XElement Xml(string path) => XElement.Load(Path.Combine(Root, path));

    public static bool Exists(string path) => Path.Exists(Path.Combine(Root, path));

    /// <summary>Every file below a folder that people wrote; none where the folder is not there.</summary>
    public static IEnumerable<string> Files(string folder) => Walk(new(Path.Combine(Root, folder))).Select(Relative).Order(StringComparer.Ordinal);

    /// <summary>Every file of source code.</summary>
    public static IEnumerable<string> Code(params string[] folders) =>
        folders.SelectMany(Files).Where(f => Path.GetExtension(f) is ".cs" or ".ts" or ".tsx" or ".css" or ".mjs");

    private static IEnumerable<string> Walk(DirectoryInfo folder)
    {
        if (!folder.Exists) return [];
        var below = folder.EnumerateDirectories().Where(d => !NotOurs.Contains(d.Name) && d.LinkTarget is null).SelectMany(Walk);
        return folder.EnumerateFiles().Select(f => f.FullName).Concat(below);
    }

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Yoi.slnx"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No Yoi.slnx above {AppContext.BaseDirectory}: run the tests from the repository's own artifacts folder.");
    }
}

/// <summary>One csproj.</summary>
internal sealed class Project(string path)
{
    private readonly XElement _xml = Repository.Xml(path);

    public string Path => path;

    public string Name { get; } = System.IO.Path.GetFileNameWithoutExtension(path);

    /// <summary>Names of the projects it references.</summary>
    public IReadOnlyList<string> References { get; } =
        [.. Repository.Xml(path).Descendants("ProjectReference").Select(r => System.IO.Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))];

    /// <summary>A property it sets itself.</summary>
    public string? Property(string name) => _xml.Descendants(name).LastOrDefault()?.Value;

    public string AssemblyName => Property("AssemblyName") ?? $"Yoi.{Name}";
}
