using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>What the runtime refused, as an answer: the status of its code and words fit for whoever asks; those that may name this machine's files or carry another program's words go to the log.</summary>
internal static class Refusal
{
    /// <summary>Says the same of a Worker that is nobody's and of one that is another's.</summary>
    public static Fault Unknown { get; } = new(FaultCodes.UnknownWorker, "There is no such Worker in this runtime.");

    public static Task WriteAsync(HttpContext context, Fault fault, InputStatus? outcome = null, string? detail = null)
    {
        var said = InOurWords(fault);
        return Problem.WriteAsync(context, StatusOf(fault.Code), said.Code, said.Message, detail ?? (said.Message == fault.Message ? null : fault.Message), outcome);
    }

    /// <summary>The fault with words that may leave this machine.</summary>
    public static Fault InOurWords(Fault fault) => fault.Code switch
    {
        FaultCodes.UnknownWorker => Unknown,
        FaultCodes.DiskFull => fault with { Message = "The runtime's disk is full: nothing was recorded. Free room there, then try again." },
        FaultCodes.StoreFailed or FaultCodes.StoreLocked => fault with { Message = "The runtime's store refused; its log says why. Nothing was recorded." },
        FaultCodes.StoreCorrupt or FaultCodes.SchemaNewer => fault with { Message = "What the runtime has stored of this cannot be read; its log says where." },
        FaultCodes.BackendFailed => fault with { Message = "The runtime's execution backend failed; its log has its words." },
        FaultCodes.WorkerUnconnected => fault with { Message = "The Worker has no execution in this runtime; its summary says why." },
        FaultCodes.GitFailed => fault with { Message = "The host's git failed; its log has its words." },
        FaultCodes.GitBusy => fault with { Message = "Another program works on the host's repository; try again later." },
        FaultCodes.GitUnavailable => fault with { Message = "The host's git cannot be used; its log says why." },
        FaultCodes.SandboxUnavailable => fault with { Message = "The host can make no sandbox, so nothing ran; its log says why." },
        FaultCodes.BranchCheckedOut => fault with { Message = "The branch is checked out somewhere else on the host; choose another." },
        FaultCodes.Internal => fault with { Message = "The runtime failed in a way that was not foreseen; its log has the rest." },
        _ => fault,
    };

    private static int StatusOf(string code) => code switch
    {
        FaultCodes.Invalid or FaultCodes.UnknownProfile or FaultCodes.CursorMalformed or FaultCodes.CursorForeign or FaultCodes.CursorFuture => StatusCodes.Status400BadRequest,
        FaultCodes.ForbiddenAuthority => StatusCodes.Status403Forbidden,
        FaultCodes.NotFound or FaultCodes.UnknownWorker => StatusCodes.Status404NotFound,
        FaultCodes.TooLarge => StatusCodes.Status413PayloadTooLarge,
        FaultCodes.Overloaded => StatusCodes.Status429TooManyRequests,
        FaultCodes.Unsupported => StatusCodes.Status501NotImplemented,
        FaultCodes.Internal or FaultCodes.StoreCorrupt or FaultCodes.SchemaNewer or FaultCodes.BackendFailed or FaultCodes.GitFailed => StatusCodes.Status500InternalServerError,
        FaultCodes.StoreFailed or FaultCodes.StoreLocked or FaultCodes.RuntimeStopped or FaultCodes.Timeout => StatusCodes.Status503ServiceUnavailable,
        FaultCodes.DiskFull => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status409Conflict,
    };
}
