using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>Recorded answers of models: JSON Lines, one <see cref="CassetteEntry"/> a line.</summary>
public sealed class Cassette
{
    private readonly Dictionary<(string Model, int Turn), List<CassetteEntry>> _entries;

    private Cassette(Dictionary<(string, int), List<CassetteEntry>> entries) => _entries = entries;

    /// <summary>The models it answers for.</summary>
    public IReadOnlyList<string> Models => [.. _entries.Keys.Select(k => k.Model).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Reads a cassette file; <c>not_found</c>, or <c>invalid</c> naming the line.</summary>
    public static async Task<Result<Cassette>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return Parse(await File.ReadAllTextAsync(path, cancellationToken));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Fault(FaultCodes.NotFound, $"The cassette '{path}' cannot be read: {exception.Message}");
        }
    }

    /// <summary>Reads a cassette's text. Empty lines are passed over; everything else must be an entry: <c>invalid</c> names the first line that is not.</summary>
    public static Result<Cassette> Parse(string text)
    {
        var entries = new Dictionary<(string, int), List<CassetteEntry>>();
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsWhiteSpace()) continue;
            if (Entry(line, out var problem) is not { } entry) return Invalid(number, problem);
            var key = (entry.Model, entry.Turn);
            if (!entries.TryGetValue(key, out var same)) entries[key] = same = [];
            if (same.Any(e => e.Ticket == entry.Ticket))
                return Invalid(number, $"an earlier line already answers model '{entry.Model}', ticket '{entry.Ticket ?? "any"}', turn {entry.Turn}");
            same.Add(entry);
        }

        return new Cassette(entries);
    }

    /// <summary>The answer for a request: one that names a ticket found in the first user message goes before one for any ticket.</summary>
    public CassetteEntry? Find(string model, string firstUserMessage, int turn)
    {
        if (!_entries.TryGetValue((model, turn), out var candidates)) return null;
        return candidates.Find(e => e.Ticket is not null && firstUserMessage.Contains(e.Ticket, StringComparison.Ordinal)) ?? candidates.Find(e => e.Ticket is null);
    }

    private static CassetteEntry? Entry(ReadOnlySpan<char> line, out string problem)
    {
        try
        {
            var entry = JsonSerializer.Deserialize(line, AgentJson.Default.CassetteEntry);
            problem = entry switch
            {
                null => "null is no entry",
                { Model.Length: 0 } => "model is empty",
                { Ticket.Length: 0 } => "ticket is empty; leave it out to answer for any",
                { Turn: < 0 } => "turn is below 0",
                { DelayMs: < 0 or > 600_000 } => "delay_ms is not within 0 and 600000",
                { Status: < 200 or > 599 } => "status is not within 200 and 599",
                _ when !entry.ToolCalls.All(IsSendable) => "a tool call's arguments are neither an object nor a text",
                _ => "",
            };
            return problem.Length == 0 ? entry : null;
        }
        catch (JsonException exception)
        {
            problem = exception.Message;
            return null;
        }
    }

    private static bool IsSendable(CassetteCall? call)
    {
        if (call is null || call.Arguments.ValueKind != JsonValueKind.String) return call is { Arguments.ValueKind: JsonValueKind.Object };
        try
        {
            return call.Arguments.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which shows only when the text is read.
            return false;
        }
    }

    private static Fault Invalid(int line, string problem) => new(FaultCodes.Invalid, $"Line {line} of the cassette is no entry: {problem}. Correct the line.");
}
