using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>What is said to a Worker: input, interrupts, answers, errors of its host.</summary>
internal sealed class WorkRoutes(WorkerRuntime runtime, OwnWorkers own)
{
    public Task SendAsync(HttpContext context) => own.WithAsync(context, async worker =>
    {
        if (await RequestReading.BodyAsync(context, WireJson.Default.WorkerInput, RequestReading.MostText) is not { } input) return;
        var outcome = await runtime.Interaction.SendInputAsync(worker.Id, input, context.RequestAborted);
        if (outcome.Fault is { } fault) await Refusal.WriteAsync(context, fault, outcome.Status);
        else await Answer.WriteAsync(context, outcome, WireJson.Default.InputOutcome);
    });

    public Task InterruptAsync(HttpContext context) => own.DoAsync(context, runtime.Interaction.InterruptAsync);

    public Task AnswerAsync(HttpContext context) => own.DoAsync(context, WireJson.Default.ApprovalDecision, (id, decision, cancellationToken) =>
    {
        // Routing leaves an encoded slash as it is; a provider's call id may hold one.
        var callId = ((string)context.GetRouteValue("callId")!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return runtime.Interaction.AnswerApprovalAsync(id, callId, decision.Allow, decision.Always, decision.By, cancellationToken);
    });

    public Task ReportAsync(HttpContext context) => own.DoAsync(context, WireJson.Default.Fault, runtime.Interaction.ReportErrorAsync);
}
