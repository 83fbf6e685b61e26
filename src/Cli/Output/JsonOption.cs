using System.CommandLine;

namespace Yoi.Cli;

/// <summary>The option that asks for JSON.</summary>
internal static class JsonOption
{
    public static Flag Create() => new("--json") { Description = "Answer with one JSON document (shapes: docs/schemas)" };
}
