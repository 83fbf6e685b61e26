using System.Text.Json;

namespace Yoi.Cli;

/// <summary>Words of the protocol's enums as they stand in files and answers: waiting_approval.</summary>
internal static class Snake
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
