using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>
/// Carries out a Worker's call of a ticket tool. The built-in agent calls it directly; who calls is given by the runtime, never by the model.
/// </summary>
public delegate Task<TicketToolReply> TicketToolHandler(WorkerRef caller, TicketToolCall call, CancellationToken cancellationToken);
