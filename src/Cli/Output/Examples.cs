using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Yoi.Cli;

/// <summary>Examples of commands, shown at the end of their help.</summary>
internal static class Examples
{
    private static readonly Dictionary<Command, string> All = [];

    /// <summary>Gives a command's help an example.</summary>
    public static Command WithExample(this Command command, string example)
    {
        All.Add(command, example);
        return command;
    }

    /// <summary>Lets help show examples.</summary>
    public static RootCommand WithExamples(this RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
            if (option.Action is HelpAction standard) option.Action = new Help(standard);
        return root;
    }

    private sealed class Help(HelpAction standard) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = standard.Invoke(parseResult);
            if (All.TryGetValue(parseResult.CommandResult.Command, out var example)) parseResult.InvocationConfiguration.Output.WriteLine($"Example:\n  {example}\n");
            return code;
        }
    }
}
