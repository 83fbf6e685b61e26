using System.CommandLine;

namespace Yoi.Cli;

/// <summary>An option that is given or not. The library's own for that holds a truth value, and code for such is compiled anew at each start: it would cost a short command a tenth of its time.</summary>
internal sealed class Flag : Option<string?>
{
    public Flag(string name, params string[] aliases)
        : base(name, aliases) => Arity = ArgumentArity.Zero;
}

/// <summary>Reads flags.</summary>
internal static class FlagReading
{
    /// <summary>Whether the flag was given.</summary>
    public static bool Has(this ParseResult parse, Flag flag) => parse.GetResult(flag) is not null;
}
