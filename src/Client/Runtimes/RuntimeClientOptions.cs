using System.Text;
using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>Which runtime's server to talk to, and how patiently.</summary>
public sealed record RuntimeClientOptions
{
    /// <summary>The server's base URL, such as <c>https://runtime.example:8443</c>.</summary>
    public required Uri Address { get; init; }

    /// <summary>The token of the workspace. It is sent to the server and shown nowhere.</summary>
    public required string Token { get; init; }

    /// <summary>What streams come over.</summary>
    public StreamTransport Transport { get; init; } = StreamTransport.ServerSentEvents;

    /// <summary>Whether the token may be sent in the clear to another machine, as inside a network that is trusted.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>How long one call may take, its tries included, more than zero; default 30 seconds.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of one answer or one frame of a stream at most, from 1 KiB on; default 16 MiB.</summary>
    public int MostBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long a broken stream is tried to be taken up again before it ends; without end by default.</summary>
    public TimeSpan StreamPatience { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>The clock of deadlines and waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Why the options cannot be used.</summary>
    internal Fault? Check() => HttpLineOptions.Check("runtime", Address, Token, AllowPlainHttp, Deadline, MostBytes);

    // A record prints what it holds.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(nameof(Address)).Append(" = ").Append(Address);
        return true;
    }
}

/// <summary>What a stream comes over.</summary>
public enum StreamTransport
{
    /// <summary>Server-sent events: plain HTTP, whatever stands between.</summary>
    ServerSentEvents,

    /// <summary>A WebSocket.</summary>
    WebSocket,
}
