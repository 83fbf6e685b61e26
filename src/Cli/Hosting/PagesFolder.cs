namespace Yoi.Cli;

/// <summary>Where the dashboard's files lie: beside the program, or in the checkout it was built in.</summary>
internal static class PagesFolder
{
    /// <summary>The folder of the built pages, which may not be built yet; null where there is neither.</summary>
    public static string? Find()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "pages");
        if (Directory.Exists(beside)) return beside;
        return Sources() is { } web ? Path.Combine(web, "dist") : null;
    }

    /// <summary>The dashboard's sources in the checkout this program was built in.</summary>
    public static string? Sources()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var web = Path.Combine(folder.FullName, "web");
            if (File.Exists(Path.Combine(web, "package.json")) && File.Exists(Path.Combine(folder.FullName, "Yoi.slnx"))) return web;
        }

        return null;
    }
}
