using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Yoi.Tests.Unit.Architecture;

public sealed class ReferenceTests
{
    public static TheoryData<string> Projects => [.. Repository.Sources.Select(p => p.Name)];

    [Fact]
    public void Every_project_stands_in_the_reference_table_and_nothing_else_does() =>
        Repository.Sources.Select(p => p.Name).ShouldBe(ReferenceTable.Rows.Keys, ignoreOrder: true,
            "A project was added or removed: add or remove its row in tests/Unit/Architecture/ReferenceTable.cs, and in the table of docs/overview.md.");

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_exactly_what_the_table_says(string name)
    {
        var project = Repository.Sources.Single(p => p.Name == name);
        project.References.ShouldBeUnique($"{project.Path} names a reference twice: remove one.");
        var allowed = ReferenceTable.Rows.GetValueOrDefault(name) ?? [];
        foreach (var extra in project.References.Except(allowed).Except(["Protocol"]))
            Assert.Fail($"{project.Path} references {extra}, which the reference table does not allow: remove the reference, or hand what is needed in from Cli.");
        foreach (var missing in allowed.Except(project.References))
            Assert.Fail($"{project.Path} does not reference {missing}, which the reference table lists: remove '{missing}' from its row in ReferenceTable.cs, or add the reference.");
    }

    /// <summary>Cli is not beside the tests; it counts where it was built in the same configuration.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_uses_every_project_it_references(string name)
    {
        var project = Repository.Sources.Single(p => p.Name == name);
        var assembly = FindAssembly(project);
        Assert.SkipWhen(assembly is null, $"{project.AssemblyName}.dll was not built in this configuration.");
        var used = ReferencesOf(assembly!);

        project.References.Where(r => !used.Contains($"Yoi.{r}"))
            .ShouldBeEmpty($"{project.Path} references projects of which it uses no type: remove these ProjectReferences, and from its row in ReferenceTable.cs.");
    }

    [Fact]
    public void A_reference_does_not_bring_the_references_behind_it()
    {
        Repository.Xml("Directory.Build.props").Descendants("DisableTransitiveProjectReferences").Single().Value
            .ShouldBe("true", "Directory.Build.props must set DisableTransitiveProjectReferences to true.");
        foreach (var project in Repository.Sources)
            project.Property("DisableTransitiveProjectReferences").ShouldBeNull($"Remove DisableTransitiveProjectReferences from {project.Path}.");
    }

    [Fact]
    public void The_solution_lists_every_project()
    {
        var listed = Repository.Xml("Yoi.slnx").Descendants("Project").Select(p => p.Attribute("Path")!.Value.Replace('\\', '/'));
        // Samples stand alone: they are built against the packages, which this solution makes.
        var present = ((string[])["src", "tests", "bench"]).SelectMany(Repository.Files).Where(f => f.EndsWith(".csproj", StringComparison.Ordinal));
        listed.ShouldBe(present, ignoreOrder: true, "Yoi.slnx must list exactly the projects there are: add or remove the line <Project Path=\"…\" />.");
    }

    private static string? FindAssembly(Project project)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        string[] places =
        [
            Path.Combine(AppContext.BaseDirectory, $"{project.AssemblyName}.dll"),
            Path.Combine(Repository.Root, "artifacts", "bin", project.Name, configuration, $"{project.AssemblyName}.dll"),
        ];
        return places.FirstOrDefault(File.Exists);
    }

    private static HashSet<string> ReferencesOf(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
