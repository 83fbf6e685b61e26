namespace Yoi.Cli;

/// <summary>Where the dashboard's files lie: where <c>YOI_PAGES</c> says, beside the program, or in the checkout it was built in.</summary>
internal static class PagesFolder
{
    private static string? Set => Environment.GetEnvironmentVariable("YOI_PAGES") is { Length: > 0 } folder ? Path.GetFullPath(folder) : null;

    /// <summary>The folder of the built pages, which may not be built yet; null where there is none.</summary>
    public static string? Find()
    {
        if (Set is { } set) return set;
        var beside = Path.Combine(AppContext.BaseDirectory, "pages");
        if (Directory.Exists(beside)) return beside;
        return Checkout() is { } root ? Path.Combine(root, "web", "dist") : null;
    }

    /// <summary>The checkout whose pages are missing or older than their sources; null where nothing is to be built.</summary>
    public static string? Stale()
    {
        if (Set is not null || Directory.Exists(Path.Combine(AppContext.BaseDirectory, "pages")) || Checkout() is not { } root) return null;
        var built = new FileInfo(Path.Combine(root, "web", "dist", "index.html"));
        return built.Exists && Sources(root).All(s => s.LastWriteTimeUtc <= built.LastWriteTimeUtc) ? null : root;
    }

    private static IEnumerable<FileInfo> Sources(string root)
    {
        var web = new DirectoryInfo(Path.Combine(root, "web"));
        return web.EnumerateFiles().Concat(new DirectoryInfo(Path.Combine(web.FullName, "src")).EnumerateFiles("*", SearchOption.AllDirectories));
    }

    private static string? Checkout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "web", "package.json")) && File.Exists(Path.Combine(folder.FullName, "Yoi.slnx"))) return folder.FullName;
        }

        return null;
    }
}
