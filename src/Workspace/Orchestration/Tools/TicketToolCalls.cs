using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Yoi.Client;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Carries out the ticket tools of Workers. A Worker acts only as itself, on its own attempt, within its role.</summary>
internal sealed class TicketToolCalls(StepContext context, AttemptStore attempts)
{
    private const int MostTries = 16;

    public async Task<TicketToolReply> HandleAsync(WorkerRef caller, TicketToolCall call, CancellationToken cancellationToken)
    {
        // The reconciler may append between reading and appending here; the call is then decided again on what holds now.
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await DecideAsync(caller, call, cancellationToken) is { } reply) return reply;
        }

        return Refused(FaultCodes.Conflict, "The attempt keeps changing; call again.");
    }

    /// <summary>What an append answers the Worker; null where the attempt had moved and the call is to be decided again.</summary>
    internal static TicketToolReply? Answer(Result<AttemptState> appended, TicketToolReply accepted) => appended.Fault switch
    {
        null => accepted,
        { Code: FaultCodes.Conflict } => null,
        var fault => Refused(fault.Code, fault.Message),
    };

    internal static TicketToolReply Refused(string code, string message) => new($"{code}: {message}", IsError: true);

    private async Task<TicketToolReply?> DecideAsync(WorkerRef caller, TicketToolCall call, CancellationToken cancellationToken)
    {
        if (attempts.Of(caller) is not { } attempt) return Refused(FaultCodes.ForbiddenAuthority, "This Worker works on no ticket.");
        if (!attempt.Open) return Refused(FaultCodes.StaleState, $"Attempt {attempt.Id.Number} is {attempt.Step}: nothing more is taken for it.");
        return call.Name switch
        {
            TicketTool.SubmitWork when attempt.Coder?.Ref == caller => await With(call, WireJson.Default.WorkSubmission, s => new SubmitWork(context, attempts).HandleAsync(attempt, call.CallId, s, cancellationToken)),
            TicketTool.ReportBlocked when attempt.Coder?.Ref == caller => await With(call, WireJson.Default.BlockedReport, b => new ReportBlocked(attempts).HandleAsync(attempt, call.CallId, b, cancellationToken)),
            TicketTool.SubmitReview when attempt.Reviewer?.Ref == caller => await With(call, WireJson.Default.ReviewSubmission, r => new SubmitReview(context, attempts).HandleAsync(attempt, call.CallId, r, cancellationToken)),
            TicketTool.SubmitWork or TicketTool.SubmitReview or TicketTool.ReportBlocked => Refused(FaultCodes.ForbiddenAuthority, $"{call.Name} is not for this Worker's role."),
            _ => Refused(FaultCodes.Unsupported, $"There is no ticket tool {call.Name}."),
        };
    }

    private static async Task<TicketToolReply?> With<T>(TicketToolCall call, JsonTypeInfo<T> type, Func<T, Task<TicketToolReply?>> handle)
        where T : class
    {
        T? arguments;
        try
        {
            arguments = call.Arguments.Deserialize(type);
        }
        catch (JsonException e)
        {
            return Refused(FaultCodes.Invalid, $"The arguments of {call.Name} do not fit: {e.Message}");
        }

        return arguments is null ? Refused(FaultCodes.Invalid, $"{call.Name} needs arguments.") : await handle(arguments);
    }
}
