using System.Text.Json;

namespace Yoi.Tickets;

/// <summary>Where the parts of a JSON file stand.</summary>
internal static class JsonPlaces
{
    /// <summary>The lines, from 1, at which the objects of the lists in the outermost object begin, in order. The file has been read, so it is valid.</summary>
    public static IReadOnlyList<int> OfItems(ReadOnlySpan<byte> json)
    {
        List<int> lines = [];
        var reader = new Utf8JsonReader(json);
        var (line, counted) = (1, 0);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.StartObject || reader.CurrentDepth != 2) continue;
            var at = (int)reader.TokenStartIndex;
            line += json[counted..at].Count((byte)'\n');
            counted = at;
            lines.Add(line);
        }

        return lines;
    }
}
