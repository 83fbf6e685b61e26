using System.Text;
using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>Which workspaces' server to talk to, and how patiently.</summary>
public sealed record WorkspaceClientOptions
{
    /// <summary>The server's base URL, such as <c>https://yoi.example</c> or what <c>yoi up</c> says.</summary>
    public required Uri Address { get; init; }

    /// <summary>An API token (<c>yoi token new</c>). It is sent to the server and shown nowhere.</summary>
    public required string Token { get; init; }

    /// <summary>Whether the token may be sent in the clear to another machine, as inside a network that is trusted.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>How long one call may take, its tries included, more than zero; default 30 seconds.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of one answer or one frame of a stream at most, from 1 KiB on; default 16 MiB.</summary>
    public int MostBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long a broken stream is tried to be taken up again before it ends; default one minute.</summary>
    public TimeSpan StreamPatience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The clock of deadlines and waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Why the options cannot be used.</summary>
    internal Fault? Check() => HttpLineOptions.Check("server", Address, Token, AllowPlainHttp, Deadline, MostBytes);

    // A record prints what it holds.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(nameof(Address)).Append(" = ").Append(Address);
        return true;
    }
}
