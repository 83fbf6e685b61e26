namespace Yoi.Bench.Servers;

/// <summary>From starting a program to its word that it listens, against a bare ASP.NET Core app.</summary>
internal sealed class Starts(Table table, WorkFolder folder, Artifacts programs, bool quick)
{
    private readonly int _rounds = quick ? 3 : 15;

    public async Task RunAsync(string tokens)
    {
        var (root, environment) = await WorkspaceAsync();
        Samples serve = new(), up = new(), bare = new();
        for (var round = 0; round <= _rounds; round++)
        {
            // The first round warms caches and is not counted.
            var isCounted = round > 0;
            await StartAsync(isCounted ? bare : new(), programs.Bare, "Listening on ", Path.GetTempPath(), new());
            await StartAsync(isCounted ? serve : new(), programs.Yoi, "Listening on ", Path.GetTempPath(), new(), "runtime", "serve", "--bind", "127.0.0.1:0", "--store", "file", "--root", folder.New(), "--token-file", tokens);
            await StartAsync(isCounted ? up : new(), programs.Yoi, "Yoi is up: ", root, environment, "up", "--no-open", "--port", "0");
        }

        const string Against = "a bare ASP.NET Core app, compiled ahead of time";
        table.Add("`yoi runtime serve`, start to ready", serve, Against, bare, 3);
        table.Add("`yoi up`, start to ready", up, Against, bare, 3);
    }

    /// <summary>A repository with one commit that is a workspace.</summary>
    private async Task<(string Root, Dictionary<string, string> Environment)> WorkspaceAsync()
    {
        var root = Directory.CreateDirectory(folder.New()).FullName;
        var environment = new Dictionary<string, string> { ["YOI_HOME"] = folder.New(), ["YOI_PAGES"] = Directory.CreateDirectory(folder.New()).FullName };
        await Repository.MakeAsync(root);
        await Programs.RunAsync(root, environment, programs.Yoi, "init", "--validation", "true");
        return (root, environment);
    }

    private static async Task StartAsync(Samples samples, string program, string ready, string where, Dictionary<string, string> environment, params string[] arguments)
    {
        ServerProcess? server = null;
        await samples.TakeAsync(async () => server = await ServerProcess.StartAsync(program, ready, where, environment, arguments));
        await server!.TerminateAsync();
        await server.DisposeAsync();
    }
}
