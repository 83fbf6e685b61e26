using System.Text.Json;

namespace Yoi.Protocol;

/// <summary>A Worker's call of a ticket tool. Who calls is known from the connection, never from the arguments.</summary>
/// <param name="Name">The tool.</param>
/// <param name="CallId">The call, unique within its run: the same call again answers the same and does nothing.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record TicketToolCall(string Name, string CallId, JsonElement Arguments);

/// <summary>The answer.</summary>
/// <param name="Text">What the model reads.</param>
/// <param name="IsError">True where the call was refused; the text says why and what to do.</param>
/// <param name="EndsRun">True where the run is over with this answer, without another model turn.</param>
public sealed record TicketToolReply(string Text, bool IsError = false, bool EndsRun = false);
