using System.CommandLine;
using System.Reflection;

namespace Yoi.Cli;

/// <summary><c>yoi completion</c>: prints the script that makes a shell complete commands, options, words and ids.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "The shell" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        return new Command("completion", "Print the script that completes yoi's commands and ids in a shell") { shell }
            .WithExample("source <(yoi completion bash)")
            .Runs((parse, _) =>
            {
                Console.Write(Script(parse.GetRequiredValue(shell)));
                return Task.FromResult<Protocol.Fault?>(null);
            });
    }

    private static string Script(string shell)
    {
        using var script = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"completion.{shell}")!);
        return script.ReadToEnd();
    }
}
