namespace Yoi.Bench.Servers;

/// <summary>A git repository with one commit, of nobody's settings.</summary>
internal static class Repository
{
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["GIT_CONFIG_NOSYSTEM"] = "1",
        ["GIT_CONFIG_GLOBAL"] = "/dev/null",
        ["GIT_AUTHOR_NAME"] = "Bench",
        ["GIT_AUTHOR_EMAIL"] = "bench@example.invalid",
        ["GIT_COMMITTER_NAME"] = "Bench",
        ["GIT_COMMITTER_EMAIL"] = "bench@example.invalid",
    };

    public static async Task MakeAsync(string root)
    {
        await Programs.RunAsync(root, Environment, "git", "init", "--quiet", "--initial-branch=main");
        await Programs.RunAsync(root, Environment, "git", "commit", "--quiet", "--allow-empty", "--message", "A beginning");
    }
}
