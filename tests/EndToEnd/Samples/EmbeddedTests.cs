namespace Yoi.Tests.EndToEnd.Samples;

/// <summary>The sample is built as a program of somebody else would be: from the packages alone.</summary>
public sealed class EmbeddedTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("yoi-sample-");

    [Fact]
    public async Task It_is_built_from_the_packages_runs_and_goes_on_where_it_was()
    {
        // A version of its own: what a package cache holds under another is never taken for it.
        var version = $"0.1.0-test.{Guid.NewGuid():N}";
        var feed = Path.Combine(_folder.FullName, "feed");
        // One solution of the four, so that each is compiled once.
        var projects = ((string[])["Protocol", "Journal", "Journal.Files", "Runtime"]).Select(p => $"<Project Path=\"{Path.Combine(Checkout.Root, "src", p, $"{p}.csproj")}\" />");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "Packages.slnx"), $"<Solution>{string.Concat(projects)}</Solution>", Cancelled);
        await Dotnet(_folder.FullName, null, "pack", "Packages.slnx", "-c", "Release", $"-p:Version={version}", $"-p:ArtifactsPath={_folder.FullName}/artifacts-of-packing", "-o", feed);
        Directory.GetFiles(feed, "*.nupkg").Length.ShouldBe(4);

        var sample = Path.Combine(_folder.FullName, "samples");
        foreach (var file in Directory.GetFiles(Path.Combine(Checkout.Root, "samples"), "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(Path.Combine(Checkout.Root, "samples"), file);
            if (relative.Split(Path.DirectorySeparatorChar) is [_, "bin" or "obj", ..]) continue;
            var to = Path.Combine(sample, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        File.ReadLines(Path.Combine(sample, "Embedded", "EchoBackend.cs")).Count().ShouldBeLessThan(40);
        var config = Path.Combine(sample, "nuget.config");
        await File.WriteAllTextAsync(config, (await File.ReadAllTextAsync(config, Cancelled)).Replace("../artifacts/package/release", feed, StringComparison.Ordinal), Cancelled);
        var build = Path.Combine(_folder.FullName, "out");
        // What it takes goes into a cache of its own; what other builds have taken already is found in theirs.
        var shared = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        await Dotnet(sample, Path.Combine(_folder.FullName, "cache"), "build", "Embedded/Embedded.csproj", "-c", "Release", $"-p:YoiVersion={version}", $"-p:RestoreFallbackFolders={shared}", "-o", build);

        var store = Path.Combine(_folder.FullName, "store");
        (await Sample(build, store, "Hello")).Output.ReplaceLineEndings("\n").ShouldBe("you: Hello\nAda: Hello\n");
        (await Sample(build, store, "Again")).Output.ReplaceLineEndings("\n").ShouldBe("you: Hello\nAda: Hello\nyou: Again\nAda: Again\n");
        (await Sample(build)).ExitCode.ShouldBe(2);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static Task<Ended> Sample(string build, params string[] arguments) => Run.Program("dotnet", build, null, null, [Path.Combine(build, "Embedded.dll"), .. arguments]);

    private static async Task Dotnet(string folder, string? cache, params string[] arguments)
    {
        var environment = new Dictionary<string, string>
        {
            ["NUGET_CERT_REVOCATION_MODE"] = "offline",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["MSBUILDDISABLENODEREUSE"] = "1",
        };
        if (cache is not null) environment["NUGET_PACKAGES"] = cache;
        var ended = await Run.Program("dotnet", folder, environment, null, [.. arguments, "-nologo", "-v", "q"]);
        ended.ExitCode.ShouldBe(0, ended.ToString());
    }
}
