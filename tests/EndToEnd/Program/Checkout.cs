namespace Yoi.Tests.EndToEnd;

/// <summary>The checkout these tests were built in, and the program built beside them.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    /// <summary>The shipped program, of the same configuration as the tests.</summary>
    public static string Yoi { get; } = Path.Combine(Root, "artifacts", "bin", "Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, "yoi");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Yoi.slnx"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests do not lie in a checkout.");
    }
}
