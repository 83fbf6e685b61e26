using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Decides what is due with the Worker whose turn it is: its first input, the word to go on, patience, or a person. Pure.</summary>
internal static class WorkerDecision
{
    public static AttemptAction Decide(string role, AttemptWorker worker, WorkerFacts? known, AttemptFacts facts, string expectedTool)
    {
        if (worker.Inputs == 0) return new AttemptAction.SendInput(role, InputKind.User);
        return known switch
        {
            null => new AttemptAction.Wait($"the {role}'s runtime"),
            { Desired: not DesiredState.Active } => Gave(role, FaultCodes.WorkerStopped, "was stopped"),
            { State: RunState.WaitingApproval } => new AttemptAction.Wait($"a person's word on what the {role} asks"),
            { State: RunState.Busy } => Listen(role, worker, facts),
            { Diagnostic: { } diagnostic } => Gave(role, diagnostic.Code, $"cannot act: {diagnostic.Message}"),
            { State: RunState.Unconnected } => new AttemptAction.Wait($"the {role} to be connected"),
            _ when worker.Restart == Restart.Ended => new AttemptAction.SendInput(role, InputKind.Resume),
            { LastFault.Code: FaultCodes.RuntimeStopped } => new AttemptAction.SendInput(role, InputKind.Resume),
            { LastFault.Code: FaultCodes.RunInterrupted } when worker.Crashes < Decider.MostCrashes => new AttemptAction.SendInput(role, InputKind.Resume, AfterCrash: true),
            { LastFault: { Code: FaultCodes.ProviderUnavailable or FaultCodes.ProviderQuota } fault } => Retry(role, worker, facts, fault),
            { LastFault: { } fault } => Gave(role, fault.Code, $"gave up: {fault.Message}"),
            _ => Gave(role, FaultCodes.GateRefused, $"ended its run without calling {expectedTool}"),
        };
    }

    /// <summary>A Worker at work that is silent is asked, then its run is begun anew, then it is a person's.</summary>
    private static AttemptAction Listen(string role, AttemptWorker worker, AttemptFacts facts)
    {
        var due = facts.Heard + facts.Stall;
        return worker switch
        {
            _ when due is null || facts.Now < due => new AttemptAction.Wait($"the {role}", due),
            { Asked: false } => new AttemptAction.SendInput(role, InputKind.Steer),
            { Restart: Restart.None } => new AttemptAction.RestartWorker(role),
            _ => Gave(role, FaultCodes.Timeout, $"was silent for {facts.Stall.TotalSeconds:0} seconds, after it had been asked and its run begun anew"),
        };
    }

    private static AttemptAction Retry(string role, AttemptWorker worker, AttemptFacts facts, Fault fault) => worker switch
    {
        { Retry: { } planned } when facts.Now < planned.Until => new AttemptAction.Wait($"the {role}'s model", planned.Until),
        { Retry: not null } => new AttemptAction.SendInput(role, InputKind.Resume),
        _ when worker.Failures < facts.Retries => new AttemptAction.PlanRetry(role, fault),
        _ => Gave(role, fault.Code, $"gave up after {worker.Failures} more tries: {fault.Message}"),
    };

    private static AttemptAction.Park Gave(string role, string code, string what) => new(new(code, $"The {role} {what.TrimEnd('.')}."));
}
