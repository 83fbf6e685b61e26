using System.CommandLine;

namespace Yoi.Cli;

/// <summary><c>yoi runtime …</c>: Workers for workspaces on other machines, and the runtimes of this one.</summary>
internal static class RuntimeCommand
{
    public static Command Create() => new Command("runtime", "Run Workers for workspaces elsewhere; join such runtimes to this workspace")
    {
        RuntimeListCommand.Create(),
        RuntimeJoinCommands.Add(),
        RuntimeJoinCommands.Test(),
        RuntimeJoinCommands.Remove(),
        RuntimeServeCommand.Create(),
        new Command("token", "Tokens that let workspaces in") { RuntimeTokenCommand.Create() },
    }.WithExample("yoi runtime token new --token-file tokens.jsonl --workspace my-project, then yoi runtime serve --root data --token-file tokens.jsonl");

    /// <summary>The option that names the token file.</summary>
    public static Option<string> TokenFile() => new("--token-file") { Description = "The file of the tokens' hashes, of mode 0600", HelpName = "FILE", Required = true };
}
