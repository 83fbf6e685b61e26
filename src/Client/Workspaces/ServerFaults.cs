using System.Net;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Client;

/// <summary>Failures of a workspace's server: its own code and sentence where it refused, ours where it said nothing.</summary>
internal sealed class ServerFaults(Fault unreachable)
{
    private const int LongestCode = 64;
    private const int LongestSentence = 4 * 1024;

    public static Fault Malformed { get; } = new(FaultCodes.ServerUnavailable, "The server answered with something this program does not understand; is it a workspace's, and of the same version?");

    public static Fault NoName { get; } = new(FaultCodes.Invalid, "What is named is no name: it is empty, too long, or a path of dots.");

    public static Fault NoKey { get; } = new(FaultCodes.Invalid, "An idempotency key is 1 to 128 visible ASCII characters, and a revision what the server gave.");

    public static Fault NoCursor { get; } = new(FaultCodes.CursorMalformed, "The text is no cursor; watch without one.");

    /// <summary>Nobody listens at the socket: there is no server to wait for.</summary>
    public static Fault NoServer { get; } = new(FaultCodes.ServerUnavailable, "No server runs for this workspace. Start it with `yoi up`.");

    public static Fault Away { get; } = new(FaultCodes.ServerUnavailable, "The server cannot be reached; see whether it runs and whether its address is right.");

    public LineFaults OnTheWay { get; } = new(
        unreachable,
        new(FaultCodes.ServerUnavailable, "The connection to the server broke; whether it did what was asked is unknown. Look at what there is, then try again."),
        new(FaultCodes.Timeout, "The server did not answer in time; see what it does with `yoi status`, then try again."),
        Malformed);

    /// <summary>Why a server refused.</summary>
    public Fault Of(HttpAnswer answer) => JsonReading.TryRead(answer.Body, ReadingJson.Of(BrowserJson.Default.ProblemView), out var problem)
        ? Of(problem.Code, problem.Title)
        : OfStatus((HttpStatusCode)answer.Status);

    /// <summary>A fault in a server's words, as long as they are words.</summary>
    public static Fault Of(string code, string sentence) =>
        code.Length is > 0 and <= LongestCode && code.All(c => c is '_' || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) && sentence.Length <= LongestSentence && !sentence.Any(char.IsControl)
            ? new(code, sentence)
            : Malformed;

    /// <summary>What stands before a server may refuse too.</summary>
    private Fault OfStatus(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => new(FaultCodes.Unauthorized, "The server does not take the token; make another one with `yoi token new`."),
        HttpStatusCode.Forbidden => new(FaultCodes.ForbiddenAuthority, "The token does not allow this."),
        HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.RequestUriTooLong => new(FaultCodes.TooLarge, "The server finds the request too large; send less."),
        HttpStatusCode.TooManyRequests => new(FaultCodes.Overloaded, "The server has too much to do; try again later."),
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => OnTheWay.Lost,
        _ => Malformed,
    };
}
