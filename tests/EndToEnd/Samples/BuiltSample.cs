namespace Yoi.Tests.EndToEnd.Samples;

/// <summary>A sample, built in a folder of its own from packages made for it.</summary>
internal sealed class BuiltSample
{
    private readonly string _folder;
    private readonly string _name;

    private BuiltSample(string folder, string name) => (_folder, _name) = (folder, name);

    /// <summary>Packs the projects and builds the sample from the packages.</summary>
    public static async Task<BuiltSample> BuildAsync(string folder, string name, params string[] packages)
    {
        // A version of its own: what a package cache holds under another is never taken for it.
        var version = $"0.1.0-test.{Guid.NewGuid():N}";
        var feed = Path.Combine(folder, "feed");
        // One solution of them all, so that each is compiled once.
        var projects = packages.Select(p => $"<Project Path=\"{Path.Combine(Checkout.Root, "src", p, $"{p}.csproj")}\" />");
        await File.WriteAllTextAsync(Path.Combine(folder, "Packages.slnx"), $"<Solution>{string.Concat(projects)}</Solution>", Cancelled);
        await Dotnet(folder, null, "pack", "Packages.slnx", "-c", "Release", $"-p:Version={version}", $"-p:ArtifactsPath={folder}/artifacts-of-packing", "-o", feed);
        Directory.GetFiles(feed, "*.nupkg").Length.ShouldBe(packages.Length);

        var sample = Path.Combine(folder, "samples");
        Copy(Path.Combine(Checkout.Root, "samples"), sample);
        var config = Path.Combine(sample, "nuget.config");
        await File.WriteAllTextAsync(config, (await File.ReadAllTextAsync(config, Cancelled)).Replace("../artifacts/package/release", feed, StringComparison.Ordinal), Cancelled);
        var build = Path.Combine(folder, "out");
        // What it takes goes into a cache of its own; what other builds have taken already is found in theirs.
        var shared = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        await Dotnet(sample, Path.Combine(folder, "cache"), "build", $"{name}/{name}.csproj", "-c", "Release", $"-p:YoiVersion={version}", $"-p:RestoreFallbackFolders={shared}", "-o", build);
        return new(build, name);
    }

    public Task<Ended> RunAsync(IReadOnlyDictionary<string, string>? environment, params string[] arguments) =>
        Run.Program("dotnet", _folder, environment, null, [Path.Combine(_folder, $"{_name}.dll"), .. arguments]);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static void Copy(string from, string sample)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (relative.Split(Path.DirectorySeparatorChar) is [_, "bin" or "obj", ..]) continue;
            var to = Path.Combine(sample, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

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
