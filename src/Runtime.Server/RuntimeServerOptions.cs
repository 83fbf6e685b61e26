using System.Net;
using System.Security.Cryptography.X509Certificates;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>Where a runtime's server listens, whom it lets in and what it bears.</summary>
public sealed record RuntimeServerOptions
{
    /// <summary>Who may come in.</summary>
    public required TokenFile Tokens { get; init; }

    /// <summary>The worktrees of its host; null where it keeps none. They stay their owner's to dispose, after the server.</summary>
    public HostedWorktrees? Worktrees { get; init; }

    /// <summary>Where it listens; port 0 takes a free one.</summary>
    public IPEndPoint Bind { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>The certificate of HTTPS; null for HTTP.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whether a proxy in front speaks HTTPS to others, so that HTTP beyond this machine is fine.</summary>
    public bool BehindProxy { get; init; }

    /// <summary>Requests at once, streams aside, 1 to 10,000; default 256. More are refused as <c>overloaded</c>.</summary>
    public int MostRequests { get; init; } = 256;

    /// <summary>Streams at once, over SSE and WebSocket, 1 to 10,000, which is the default. More are refused as <c>overloaded</c>.</summary>
    public int MostStreams { get; init; } = 10_000;

    /// <summary>How long runs at hand may take to end when the server stops, from 0 on; default 10 seconds.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock of tokens and streams.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Why the options cannot be used.</summary>
    internal Fault? Check()
    {
        if (MostRequests is < 1 or > 10_000 || MostStreams is < 1 or > 10_000) return new(FaultCodes.Invalid, "Requests and streams at once are 1 to 10,000.");
        if (DrainTime < TimeSpan.Zero) return new(FaultCodes.Invalid, "The time for runs to end is 0 or more.");
        return Certificate is null && !BehindProxy && !IPAddress.IsLoopback(Bind.Address)
            ? new(FaultCodes.Invalid, $"{Bind.Address} is reached from other machines, where a token must not be sent in the clear: give a certificate, or say that a proxy in front has one.")
            : null;
    }
}
