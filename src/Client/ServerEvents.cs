using System.Runtime.CompilerServices;
using System.Text;

namespace Yoi.Client;

/// <summary>One server-sent event as text.</summary>
internal sealed record ServerEventText(string? Id, string Data);

/// <summary>Reads server-sent events; comments and what has no data are passed over.</summary>
internal static class ServerEvents
{
    /// <summary>Until the stream ends or breaks; both are the end.</summary>
    public static async IAsyncEnumerable<ServerEventText> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var (id, data) = ((string?)null, new StringBuilder());
        while (await LineAsync(reader, cancellationToken) is { } line)
        {
            if (line.Length == 0)
            {
                if (data.Length > 0) yield return new(id, data.ToString());
                (id, data) = (null, new());
            }
            else if (Value(line, "data") is { } text)
            {
                data.Append(data.Length > 0 ? "\n" : "").Append(text);
            }
            else
            {
                id = Value(line, "id") ?? id;
            }
        }
    }

    private static string? Value(string line, string field)
    {
        if (!line.StartsWith(field, StringComparison.Ordinal) || line.Length <= field.Length || line[field.Length] != ':') return null;
        var value = line[(field.Length + 1)..];
        return value.StartsWith(' ') ? value[1..] : value;
    }

    private static async ValueTask<string?> LineAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken);
        }
        catch (IOException)
        {
            return null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
