using System.Runtime.InteropServices;
using System.Text;

namespace Yoi.Cli;

/// <summary>
/// Standard output for a pipe or a file, UTF-8 without a mark. Not the console's: that sets up a terminal first, which costs a short command a tenth of its time; and not a file stream:
/// that writes at a place of its own and leaves the file's where it was, so that the next program would write over it.
/// </summary>
internal sealed partial class PlainOutput : Stream
{
    private const int StandardOutput = 1;
    private const int Interrupted = 4;
    private const int BrokenPipe = 32;

    private Stream? _console = OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : null;
    private bool _isUnread;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether standard output is not a terminal; asked without the console, as above.</summary>
    public static bool IsRedirected { get; } = OperatingSystem.IsWindows() ? Console.IsOutputRedirected : IsTerminal(StandardOutput) == 0;

    /// <summary>The same for text.</summary>
    public static StreamWriter OpenText() => new(new PlainOutput(), new UTF8Encoding(false), 64 * 1024);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0 && _console is null && !_isUnread)
        {
            var written = Write(StandardOutput, ref MemoryMarshal.GetReference(buffer), buffer.Length);
            if (written >= 0) buffer = buffer[(int)written..];
            else if (Marshal.GetLastPInvokeError() is var error && error == BrokenPipe) _isUnread = true; // Whoever read has what it wanted.
            else if (error != Interrupted) _console = Console.OpenStandardOutput(); // It knows how to wait for a pipe that is full, and what other errors mean.
        }

        if (_console is not null) _console.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _console?.Dispose();
        base.Dispose(disposing);
    }

    [LibraryImport("libc", EntryPoint = "isatty")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int IsTerminal(int file);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Write(int file, ref byte bytes, nint count);
}
