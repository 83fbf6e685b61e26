using System.Collections.Frozen;
using System.Net;
using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>Failures of a runtime elsewhere: its code where it is one we know, and our own words. What it wrote itself is passed on to nobody.</summary>
internal static class RemoteFaults
{
    public static readonly Fault Unavailable = new(FaultCodes.RuntimeUnavailable, "The runtime cannot be reached; see whether it runs and whether its address is right.");
    public static readonly Fault TimedOut = new(FaultCodes.RuntimeTimeout, "The runtime did not answer in time; whether it did what was asked is unknown. Ask again.");
    public static readonly Fault AuthFailed = new(FaultCodes.RuntimeAuthFailed, "The runtime does not take the token, or the token does not allow this; give the connection another one.");
    public static readonly Fault Malformed = new(FaultCodes.RuntimeMalformedResponse, "The runtime's answer cannot be understood; see whether the address is a runtime's and of the same version.");

    /// <summary>On the way. Whether something was sent makes no difference: a runtime takes twice what is sent again as once.</summary>
    public static readonly LineFaults OnTheWay = new(Unavailable, Unavailable, TimedOut, Malformed);

    private static readonly FrozenDictionary<string, string> Sentences = new Dictionary<string, string>
    {
        [FaultCodes.Invalid] = "The runtime finds the request invalid.",
        [FaultCodes.NotFound] = "The runtime does not have what was asked for.",
        [FaultCodes.Conflict] = "The runtime has something else there already; read it again.",
        [FaultCodes.TooLarge] = "The runtime finds the content too large; send less.",
        [FaultCodes.Timeout] = "A deadline passed inside the runtime; ask again.",
        [FaultCodes.Overloaded] = "The runtime has too much to do; try again later.",
        [FaultCodes.Unsupported] = "The runtime cannot do this.",
        [FaultCodes.Internal] = "The runtime failed in a way that was not foreseen; its log has the rest.",
        [FaultCodes.DiskFull] = "The runtime's disk is full; nothing was recorded. Free room there.",
        [FaultCodes.StoreLocked] = "Another process holds the runtime's store.",
        [FaultCodes.StoreFailed] = "The runtime's store refused; its log says why. Nothing was recorded.",
        [FaultCodes.StoreCorrupt] = "What the runtime has stored of this is damaged; its log says where.",
        [FaultCodes.SchemaNewer] = "The runtime's store was written by a newer program.",
        [FaultCodes.UnknownWorker] = "There is no such Worker in this runtime.",
        [FaultCodes.Busy] = "The Worker works on something; wait, interrupt, or steer.",
        [FaultCodes.WorkerStopped] = "The Worker was stopped; restore it first.",
        [FaultCodes.WorkerCancelled] = "The Worker was cancelled, which is for good; create another.",
        [FaultCodes.BundleMissing] = "The runtime does not have the bundle; send it first.",
        [FaultCodes.WorkerUnconnected] = "The Worker has no execution in this runtime.",
        [FaultCodes.BackendUnavailable] = "The runtime has no execution backend.",
        [FaultCodes.BackendFailed] = "The runtime's execution backend failed; its log has its words.",
        [FaultCodes.ProviderMissing] = "The runtime has no model provider set up for the profile.",
        [FaultCodes.ProviderFailed] = "The runtime's model provider refused.",
        [FaultCodes.ProviderUnavailable] = "The runtime's model provider does not answer.",
        [FaultCodes.UnknownProfile] = "The runtime does not know the profile.",
        [FaultCodes.RuntimeStopped] = "The runtime is stopped or stops.",
        [FaultCodes.NoRun] = "No run is under way that a message could join.",
        [FaultCodes.CursorMalformed] = "The text is no cursor; observe without one.",
        [FaultCodes.CursorForeign] = "The cursor belongs to another store or Worker; observe without one.",
        [FaultCodes.CursorFuture] = "The cursor points behind the newest event; observe without one.",
        [FaultCodes.CursorExpired] = "What the cursor points at has been let go of; observe without one.",
        [FaultCodes.OutOfScope] = "The runtime's host does not let its folders be mounted from elsewhere.",
        [FaultCodes.BranchCheckedOut] = "The branch is checked out somewhere else on the runtime's host.",
        [FaultCodes.GitFailed] = "The git of the runtime's host failed; its log has its words.",
        [FaultCodes.GitBusy] = "Another program works on the repository of the runtime's host; try again later.",
        [FaultCodes.GitUnavailable] = "The git of the runtime's host cannot be used; its log says why.",
        [FaultCodes.SandboxUnavailable] = "The runtime's host can make no sandbox, so nothing ran; its log says why.",
        [FaultCodes.ObservationOnly] = "The stream is only for watching.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A fault for a code that a runtime sent.</summary>
    public static Fault Of(string? code) => code switch
    {
        FaultCodes.Unauthorized or FaultCodes.ForbiddenAuthority or FaultCodes.ForbiddenOrigin => AuthFailed,
        not null when Sentences.TryGetValue(code, out var sentence) => new(code, sentence),
        _ => Malformed,
    };

    /// <summary>A fault for a status that came without a code we know.</summary>
    public static Fault Of(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => AuthFailed,
        HttpStatusCode.TooManyRequests => Of(FaultCodes.Overloaded),
        // What stands in front of a runtime says so when it is not there.
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => Unavailable,
        _ => Malformed,
    };
}
