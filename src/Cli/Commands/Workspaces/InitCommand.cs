using System.CommandLine;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary><c>yoi init</c>: makes the repository a workspace.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var name = new Option<string?>("--name") { Description = "The workspace's name (default: the folder's)" };
        var target = new Option<string?>("--target") { Description = "The branch finished work is meant for (default: the current one)" };
        var validation = new Option<string[]>("--validation") { Description = "A command that shows that work is right, such as 'npm test'; may be repeated", DefaultValueFactory = _ => [] };
        var provider = new Option<string?>("--provider") { Description = "openai, anthropic, or the base URL of an OpenAI-compatible server" };
        var model = new Option<string?>("--model") { Description = "The model's name at the provider" };
        var driver = new Option<bool>("--merge-driver") { Description = "Let git merge tickets that two branches changed; also in a workspace that is made already" };
        var folder = new Option<string?>("--workspace") { Description = "The repository's root (default: the current one's)", HelpName = "DIR" };
        return new Command("init", "Make this git repository a workspace, for example: yoi init --validation 'npm test' --provider openai --model gpt-5") { name, target, validation, provider, model, driver, folder }
            .Runs(async (parse, cancellationToken) =>
            {
                var isMade = WorkspaceFolder.Find(parse.GetValue(folder)).TryGet(out var existing, out _);
                var hasMore = parse.GetValue(name) is not null || parse.GetValue(target) is not null || parse.GetRequiredValue(validation).Length > 0
                    || parse.GetValue(provider) is not null || parse.GetValue(model) is not null;
                if (isMade && parse.GetValue(driver) && !hasMore) return await InstallAsync(existing!, cancellationToken);

                var made = await WorkspaceMaker.MakeAsync(new(parse.GetValue(folder) ?? Directory.GetCurrentDirectory(), YoiHome.Find())
                {
                    Name = parse.GetValue(name),
                    Target = parse.GetValue(target),
                    Validation = parse.GetRequiredValue(validation),
                    CoderModel = parse.GetValue(model),
                    ReviewerModel = parse.GetValue(model),
                    Provider = parse.GetValue(provider),
                }, cancellationToken);
                if (!made.TryGet(out var workspace, out var fault)) return fault;
                Console.WriteLine($"Workspace made: {Path.Combine(workspace.Root, ".yoi", "workspace.yaml")}");
                if (parse.GetValue(driver) && await InstallAsync(workspace, cancellationToken) is { } notInstalled) return notInstalled;
                Console.WriteLine("Next: yoi ticket create --title '…' --body-file ticket.md, then yoi up.");
                return null;
            });
    }

    private static async Task<Fault?> InstallAsync(WorkspaceFolder workspace, CancellationToken cancellationToken)
    {
        if (!(await MergeDriver.InstallAsync(workspace, cancellationToken)).TryGet(out var said, out var fault)) return fault;
        foreach (var line in said) Console.WriteLine(line);
        return null;
    }
}
