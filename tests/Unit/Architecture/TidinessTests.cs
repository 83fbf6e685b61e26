using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Yoi.Tests.Unit.Architecture;

public sealed partial class TidinessTests
{
    private static readonly string[] RootDocuments = ["README", "CHANGELOG", "LICENSE", "CONTRIBUTING", "SECURITY"];
    private static readonly string[] DocumentExtensions = [".md", ".txt", ".rst", ".adoc", ".org", ".html", ".pdf", ".docx", ".log"];
    private static readonly string[] EmptyNames = ["Core", "Common", "Shared", "Util", "Utils", "Utilities", "Helper", "Helpers", "Misc", "Manager", "Managers"];

    [Fact]
    public void The_root_holds_no_document_but_those_a_visitor_looks_for()
    {
        var documents = Directory.GetFiles(Repository.Root).Select(f => Path.GetFileName(f))
            .Where(f => DocumentExtensions.Contains(Path.GetExtension(f).ToLowerInvariant()) || UpperCaseName().IsMatch(f));
        documents.Where(f => !RootDocuments.Contains(Path.GetFileNameWithoutExtension(f)))
            .ShouldBeEmpty($"Move these documents below docs/ or remove them; the root holds only {string.Join(", ", RootDocuments)}.");
    }

    [Fact]
    public void Each_decision_has_a_number_of_its_own()
    {
        var decisions = Repository.Files("docs/decisions").Where(f => f.EndsWith(".md", StringComparison.Ordinal)).Select(f => Path.GetFileName(f)).ToList();
        decisions.Where(d => !NumberedName().IsMatch(d)).ShouldBeEmpty("A decision's file is named by its number and subject: docs/decisions/0007-one-word-more.md.");
        decisions.GroupBy(d => NumberedName().Match(d).Groups[1].Value).Where(g => g.Count() > 1).SelectMany(g => g)
            .ShouldBeEmpty("These decisions share a number: give the newer one the next free number.");
    }

    [Fact]
    public void Internals_are_visible_to_tests_only()
    {
        var projects = Repository.Files("src").Where(f => Path.GetExtension(f) is ".csproj" or ".props" or ".targets").Concat(["Directory.Build.props"])
            .SelectMany(f => Repository.Xml(f).Descendants("InternalsVisibleTo").Select(i => (File: f, To: i.Attribute("Include")?.Value ?? "")));
        var code = Repository.Code("src").SelectMany(f => VisibleTo().Matches(Repository.Read(f)).Select(m => (File: f, To: m.Groups[1].Value)));
        projects.Concat(code).Where(v => !v.To.StartsWith("Yoi.Tests.", StringComparison.Ordinal)).Select(v => $"{v.File}: {v.To}")
            .ShouldBeEmpty("A project of the product may not see another's internals: make what it needs public, or move it.");
    }

    [Fact]
    public void Nothing_has_a_name_that_anything_would_fit_under()
    {
        var parts = Repository.Code("src", "tests", "web/src").Concat(Repository.Sources.Select(p => p.Path))
            .SelectMany(file => file.Split('/', '.', '-').Select(part => (File: file, Part: part)));
        parts.Where(p => EmptyNames.Contains(p.Part, StringComparer.OrdinalIgnoreCase) || EmptySuffix().IsMatch(p.Part)).Select(p => p.File).Distinct()
            .ShouldBeEmpty("Name these files and folders for what they do; Core, Common, Shared, Utils, Helpers and Manager say nothing.");
    }

    [Fact]
    public void Package_versions_are_exact_and_in_one_place()
    {
        Repository.Xml("Directory.Packages.props").Descendants("PackageVersion").Where(p => !ExactVersion().IsMatch(p.Attribute("Version")!.Value))
            .Select(p => p.ToString(SaveOptions.DisableFormatting)).ShouldBeEmpty("Pin exact versions: a floating one changes under a green build.");
        foreach (var project in ((string[])["src", "tests"]).SelectMany(Repository.Files).Where(f => f.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            Repository.Xml(project).Descendants("PackageReference").Where(p => p.Attribute("Version") is not null || p.Attribute("VersionOverride") is not null)
                .ShouldBeEmpty($"Move the version out of {project} into Directory.Packages.props.");
            Repository.Exists(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")).ShouldBeTrue($"Commit the packages.lock.json beside {project}.");
        }
    }

    [GeneratedRegex("^[A-Z][A-Z_-]+$")]
    private static partial Regex UpperCaseName();

    [GeneratedRegex("^([0-9]{4})-[a-z0-9-]+\\.md$")]
    private static partial Regex NumberedName();

    [GeneratedRegex("InternalsVisibleTo(?:Attribute)?\\(\"([^\"]*)\"")]
    private static partial Regex VisibleTo();

    [GeneratedRegex("[a-z](Helpers?|Utils?|Manager)$")]
    private static partial Regex EmptySuffix();

    [GeneratedRegex("^[0-9]+\\.[0-9]+\\.[0-9]+(\\.[0-9]+)?(-[a-z0-9.]+)?$")]
    private static partial Regex ExactVersion();
}
