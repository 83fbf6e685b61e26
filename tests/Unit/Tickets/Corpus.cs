namespace Yoi.Tests.Unit.Tickets;

/// <summary>A real ticket store beside the repository, where there is one.</summary>
internal static class Corpus
{
    public static string Require()
    {
        if (Find() is { } found) return found;
        Assert.Skip("No real ticket store here: neither YOI_CORPUS nor ../shared/corpus/tickets beside the repository.");
        return "";
    }

    /// <summary>A store over a copy, so that it can be written to.</summary>
    public static void CopyTo(string root)
    {
        var corpus = Require();
        foreach (var file in Directory.EnumerateFiles(corpus, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(root, Path.GetRelativePath(corpus, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("YOI_CORPUS") is { Length: > 0 } given)
            return Directory.Exists(Path.Combine(given, "tickets")) ? Path.Combine(given, "tickets") : given;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var corpus = Path.Combine(folder.FullName, "shared", "corpus", "tickets");
            if (Directory.Exists(corpus)) return corpus;
        }

        return null;
    }
}
