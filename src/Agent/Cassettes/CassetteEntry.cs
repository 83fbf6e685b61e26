using System.Text.Json;

namespace Yoi.Agent;

/// <summary>One recorded answer: a line of a cassette.</summary>
/// <param name="Model">The model that is asked.</param>
/// <param name="Turn">The number of assistant messages in the request, from 0.</param>
/// <param name="Ticket">A ticket's id that is in the first user message; null answers for any.</param>
/// <param name="Text">The answer's text; with a status other than 200, the error's message.</param>
/// <param name="ToolCalls">The tools the answer calls.</param>
/// <param name="Usage">The tokens it counts; null where it counts none.</param>
/// <param name="DelayMs">Milliseconds before the answer begins, 0 to 600,000.</param>
/// <param name="Status">The HTTP status, 200 to 599; any but 200 is an error without an answer.</param>
public sealed record CassetteEntry(
    string Model,
    int Turn,
    string? Ticket = null,
    string? Text = null,
    IReadOnlyList<CassetteCall>? ToolCalls = null,
    CassetteUsage? Usage = null,
    int DelayMs = 0,
    int Status = 200)
{
    /// <summary>The tools the answer calls.</summary>
    public IReadOnlyList<CassetteCall> ToolCalls { get; } = ToolCalls ?? [];
}

/// <summary>A recorded tool call.</summary>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">Its arguments; a JSON string stands for arguments sent exactly so, valid or not.</param>
public sealed record CassetteCall(string Name, JsonElement Arguments);

/// <summary>Recorded tokens.</summary>
/// <param name="Input">Tokens sent.</param>
/// <param name="Output">Tokens received.</param>
public sealed record CassetteUsage(long Input, long Output);
