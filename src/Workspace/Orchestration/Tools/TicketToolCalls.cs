using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Yoi.Client;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Carries out the ticket tools of Workers. A Worker acts only as itself, on its own attempt, within its role.</summary>
internal sealed class TicketToolCalls(StepContext context, AttemptStore attempts)
{
    public async Task<TicketToolReply> HandleAsync(WorkerRef caller, TicketToolCall call, CancellationToken cancellationToken)
    {
        if (attempts.Of(caller) is not { } attempt) return Refused(FaultCodes.ForbiddenAuthority, "This Worker works on no ticket.");
        if (!attempt.Open) return Refused(FaultCodes.StaleState, $"Attempt {attempt.Id.Number} is {attempt.Step}: nothing more is taken for it.");
        return call.Name switch
        {
            TicketTool.SubmitWork when attempt.Coder?.Ref == caller => await With(call, WireJson.Default.WorkSubmission, s => new SubmitWork(context, attempts).HandleAsync(attempt, call.CallId, s, cancellationToken)),
            TicketTool.SubmitReview when attempt.Reviewer?.Ref == caller => await With(call, WireJson.Default.ReviewSubmission, r => new SubmitReview(context, attempts).HandleAsync(attempt, call.CallId, r, cancellationToken)),
            TicketTool.SubmitWork or TicketTool.SubmitReview => Refused(FaultCodes.ForbiddenAuthority, $"{call.Name} is not for this Worker's role."),
            _ => Refused(FaultCodes.Unsupported, $"There is no ticket tool {call.Name}."),
        };
    }

    internal static TicketToolReply Refused(string code, string message) => new($"{code}: {message}", IsError: true);

    private static async Task<TicketToolReply> With<T>(TicketToolCall call, JsonTypeInfo<T> type, Func<T, Task<TicketToolReply>> handle)
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
