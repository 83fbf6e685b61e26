using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>
/// Faults as a browser may see them: the code, and a sentence of ours. A fault's own message may hold another program's words or a path of the host, so it goes to the log
/// alone; only where our own code wrote it about the caller's own request does it go out.
/// </summary>
public static partial class Notices
{
    private const string Unknown = "It failed; the server's log says why.";

    // Codes whose messages our own code writes, of what the caller named.
    private static readonly FrozenSet<string> OurWords = new[]
    {
        FaultCodes.Invalid, FaultCodes.NotFound, FaultCodes.Conflict, FaultCodes.TooLarge, FaultCodes.StaleState, FaultCodes.GateRefused, FaultCodes.NoSuchTransition,
        FaultCodes.RelationCycle, FaultCodes.OutOfScope, FaultCodes.NotSaved, FaultCodes.NothingToCommit, FaultCodes.MergeConflict, FaultCodes.UnknownProfile, FaultCodes.TicketStoreLocked,
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Sentences = new Dictionary<string, string>
    {
        [FaultCodes.Invalid] = "It has no valid form.",
        [FaultCodes.NotFound] = "There is no such thing here, or it is not yours to see.",
        [FaultCodes.Conflict] = "Somebody else changed it first; look at it again.",
        [FaultCodes.TooLarge] = "It is larger than its limit.",
        [FaultCodes.Timeout] = "It took longer than it may; try again.",
        [FaultCodes.Overloaded] = "Too many ask at the same time; try again later.",
        [FaultCodes.Unsupported] = "This runtime cannot do that.",
        [FaultCodes.Internal] = "It failed in a way that was not foreseen; the server's log says more.",
        [FaultCodes.StoreLocked] = "Another process holds the store.",
        [FaultCodes.DiskFull] = "The disk has no room; nothing was kept. Free some and try again.",
        [FaultCodes.StoreFailed] = "The store could not be read or written; the server's log says why.",
        [FaultCodes.StoreCorrupt] = "A record is damaged; the server's log names file and line.",
        [FaultCodes.SchemaNewer] = "The store was written by a newer program.",
        [FaultCodes.UnknownRuntime] = "There is no such runtime.",
        [FaultCodes.UnknownWorker] = "There is no such Worker.",
        [FaultCodes.Busy] = "The Worker works on something; wait, interrupt it, or steer it.",
        [FaultCodes.WorkerStopped] = "The Worker was stopped; restore it first.",
        [FaultCodes.NoRun] = "No run is under way that the message could join; send it as a message of its own.",
        [FaultCodes.WorkerUnconnected] = "Nothing stands behind the Worker now; the server's log says why. Check the profile's provider with `yoi doctor`.",
        [FaultCodes.BackendUnavailable] = "The runtime has no agent to run Workers with.",
        [FaultCodes.BackendFailed] = "The agent failed; the server's log says why.",
        [FaultCodes.ProviderMissing] = "The profile's model provider is not set up; `yoi doctor` names what to set.",
        [FaultCodes.UnknownProfile] = "There is no such profile.",
        [FaultCodes.RuntimeStopped] = "The runtime is stopped; start the server again.",
        [FaultCodes.RuntimeUnavailable] = "The runtime cannot be reached now; what is known of its Workers may be old. The server's log says why.",
        [FaultCodes.RuntimeTimeout] = "The runtime did not answer in time; try again.",
        [FaultCodes.RuntimeAuthFailed] = "The runtime refused this workspace's credential; an admin gives it a new one.",
        [FaultCodes.RuntimeMalformedResponse] = "The runtime answered with something that is no answer; is it a runtime of this version?",
        [FaultCodes.WorkerNotVisible] = "The Worker is not yours to see.",
        [FaultCodes.MetadataInvalid] = "A file of the older program is no Worker's metadata; the server's log names it.",
        [FaultCodes.MetadataStale] = "The older program says that this Worker is active, and has not written so for a day.",
        [FaultCodes.MetadataForeign] = "A file of the older program belongs to another workspace, or to none.",
        [FaultCodes.RunInterrupted] = "The run ended because its process did; ask the Worker to go on.",
        [FaultCodes.CursorMalformed] = "The text is no cursor; watch without one.",
        [FaultCodes.CursorForeign] = "The cursor belongs to another store or Worker; watch without one.",
        [FaultCodes.CursorFuture] = "The cursor points behind the last event there is; watch without one.",
        [FaultCodes.ProviderFailed] = "The model's provider refused the request; the server's log has its words.",
        [FaultCodes.ProviderUnavailable] = "The model's provider does not answer, or cannot now; the server's log has its words. It may work later.",
        [FaultCodes.ProviderQuota] = "The model's provider refused for quota or rate; wait, or raise the quota.",
        [FaultCodes.LimitReached] = "The run reached its limit of turns or tokens; send a message to go on.",
        [FaultCodes.CassetteMiss] = "The recorded model has no answer for this.",
        [FaultCodes.SandboxUnavailable] = "The sandbox cannot be made on this machine, so nothing ran; `yoi doctor` says what is missing.",
        [FaultCodes.OutOfScope] = "It leaves the paths that may be changed.",
        [FaultCodes.GitFailed] = "git failed; the server's log has its words.",
        [FaultCodes.GitBusy] = "Another git process holds a lock of the repository; it may work later.",
        [FaultCodes.GitUnavailable] = "git is missing or older than 2.38.",
        [FaultCodes.MergeConflict] = "Two branches changed the same lines.",
        [FaultCodes.BranchCheckedOut] = "The branch is checked out somewhere and is not moved under its user.",
        [FaultCodes.NothingToCommit] = "There is nothing to commit or merge.",
        [FaultCodes.NotSaved] = "Its last changes are not committed and lie in its worktree only; its transcript says why.",
        [FaultCodes.VerificationFailed] = "A signature or a chain of records does not hold.",
        [FaultCodes.TicketStoreLocked] = "Another program holds the ticket store; try again.",
        [FaultCodes.StaleState] = "The ticket is in another state by now; look at it again.",
        [FaultCodes.GateRefused] = "Something is missing for this step.",
        [FaultCodes.NoSuchTransition] = "There is no such step from this state.",
        [FaultCodes.RelationCycle] = "Tickets would wait for each other in a circle.",
        [FaultCodes.TicketUnreadable] = "The ticket's files cannot be read; `yoi ticket show` says where.",
        [FaultCodes.Untrusted] = "A setting waits for a person's `yoi trust`.",
        [FaultCodes.LoginUnavailable] = "Who vouches for people cannot be reached or used now; try again, or come in by `yoi open`.",
        [FaultCodes.ForbiddenAuthority] = "The role of whoever asks does not allow it.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The code and the sentence that stands for it, whatever the fault's message says: for what a Worker, a model or another program reported.</summary>
    public static Notice Of(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return new(fault.Code, Sentences.GetValueOrDefault(fault.Code, Unknown));
    }

    /// <summary>The same with the fault's own message where our own code wrote it about what the caller asked for; never one that names an absolute path.</summary>
    public static Notice InOurWords(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return OurWords.Contains(fault.Code) && !AbsolutePath().IsMatch(fault.Message) ? new(fault.Code, fault.Message) : Of(fault);
    }

    /// <summary>A text that somebody else may have put together, where it names no absolute path; else what is given for it.</summary>
    public static string Plain(string text, string otherwise) => AbsolutePath().IsMatch(text) ? otherwise : text;

    /// <summary>Two parts or more: the sandbox's own <c>/work</c> is nobody's secret.</summary>
    [GeneratedRegex(@"(?<![\w.\-*/])/[^\s/'""]+/|(?<!\w)[A-Za-z]:\\")]
    private static partial Regex AbsolutePath();
}
