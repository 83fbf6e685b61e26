using System.Net.Http.Headers;
using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>How a server is reached, and how patiently.</summary>
internal sealed record HttpLineOptions
{
    /// <summary>What every path stands below; ends with a slash.</summary>
    public required Uri Base { get; init; }

    /// <summary>Sent with everything; null over a Unix socket, which says itself who asks.</summary>
    public AuthenticationHeaderValue? Token { get; init; }

    /// <summary>The Unix socket to go through instead of the network.</summary>
    public string? Socket { get; init; }

    public required TimeSpan Deadline { get; init; }

    public required int MostBytes { get; init; }

    public required TimeProvider Time { get; init; }

    public required LineFaults Faults { get; init; }

    /// <summary>Whether a call may be made again after a fault; with the answer, where there was one.</summary>
    public required Func<HttpCall, Fault, HttpAnswer?, bool> Passes { get; init; }

    /// <summary>How often a call is made at most.</summary>
    public int MostTries { get; init; } = int.MaxValue;

    /// <summary>Why a server's address, a token and limits cannot be used.</summary>
    public static Fault? Check(string what, Uri address, string token, bool allowPlainHttp, TimeSpan deadline, int mostBytes)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || (address.UserInfo + address.Query + address.Fragment).Length > 0)
            return new(FaultCodes.Invalid, $"A {what}'s address is an http(s) URL without user, password, query and fragment.");
        if (address.Scheme == "http" && !address.IsLoopback && !allowPlainHttp)
            return new(FaultCodes.Invalid, "A token is not sent in the clear to another machine: use https, or allow it for a network that is trusted.");
        if (token.Length is 0 or > 256 || !token.All(c => c is > ' ' and <= '~')) return new(FaultCodes.Invalid, "A token is 1 to 256 visible ASCII characters.");
        if (deadline <= TimeSpan.Zero || mostBytes < 1024) return new(FaultCodes.Invalid, "A deadline is more than zero, and an answer may have at least 1 KiB.");
        return null;
    }
}
