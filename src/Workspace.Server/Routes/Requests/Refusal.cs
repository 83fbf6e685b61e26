using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>What the workspace refused, as an answer: the status of its code, words fit for a browser, and the fault's own words to the log.</summary>
internal static class Refusal
{
    public static Task WriteAsync(HttpContext context, Fault fault)
    {
        var notice = Notices.InOurWords(fault);
        return Problem.WriteAsync(context, StatusOf(fault.Code), fault.Code, notice.Message, notice.Message == fault.Message ? null : fault.Message);
    }

    private static int StatusOf(string code) => code switch
    {
        FaultCodes.Invalid or FaultCodes.UnknownProfile or FaultCodes.CursorMalformed => StatusCodes.Status400BadRequest,
        FaultCodes.ForbiddenAuthority => StatusCodes.Status403Forbidden,
        FaultCodes.NotFound or FaultCodes.UnknownRuntime or FaultCodes.UnknownWorker => StatusCodes.Status404NotFound,
        FaultCodes.TooLarge => StatusCodes.Status413PayloadTooLarge,
        FaultCodes.Overloaded => StatusCodes.Status429TooManyRequests,
        FaultCodes.Unsupported => StatusCodes.Status501NotImplemented,
        FaultCodes.Internal or FaultCodes.StoreCorrupt or FaultCodes.TicketUnreadable => StatusCodes.Status500InternalServerError,
        FaultCodes.StoreFailed or FaultCodes.StoreLocked or FaultCodes.TicketStoreLocked or FaultCodes.RuntimeStopped or FaultCodes.Timeout or FaultCodes.LoginUnavailable => StatusCodes.Status503ServiceUnavailable,
        FaultCodes.DiskFull => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status409Conflict,
    };
}
