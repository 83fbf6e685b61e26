using System.Net.Sockets;
using System.Text;
using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>The place of the operator's socket. Who reaches it is the operator, so its folder must be closed to everybody else.</summary>
internal static class OperatorSocket
{
    /// <summary>Bytes of a Unix socket's path, without the closing zero.</summary>
    private const int MaximumBytes = 107;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Makes room for the socket; a fault where the place is not fit for one or a living server holds it.</summary>
    public static async Task<Fault?> PrepareAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetByteCount(path);
        if (!Path.IsPathFullyQualified(path) || bytes > MaximumBytes)
            return new(FaultCodes.Invalid, $"The operator's socket needs a full path of at most {MaximumBytes} bytes, this one has {bytes}; set YOI_HOME to a shorter folder.");
        if (Path.GetDirectoryName(path) is not { } folder || !Directory.Exists(folder))
            return new(FaultCodes.Invalid, "The folder of the operator's socket does not exist; make it with mode 0700.");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & Others) != UnixFileMode.None)
            return new(FaultCodes.Invalid, "The folder of the operator's socket is open to others; give it mode 0700.");
        var file = new FileInfo(path);
        if (Directory.Exists(path) || file is { Exists: true, Length: > 0 })
            return new(FaultCodes.Invalid, "Where the operator's socket belongs lies something else; move it away.");
        if (await AnswersAsync(path, cancellationToken))
            return new(FaultCodes.Conflict, "A server runs for this workspace already; stop it first or use it.");
        file.Delete();
        return null;
    }

    private static async Task<bool> AnswersAsync(string path, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            // Refused or absent: nobody listens, which is what was asked.
            return false;
        }
    }
}
