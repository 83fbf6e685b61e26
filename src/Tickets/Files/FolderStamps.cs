using Microsoft.Win32.SafeHandles;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>
/// The stamps of many tickets, from the store's open folder: the system walks two names for each file instead of the whole path, and no text is made. Use it from
/// one thread.
/// </summary>
internal sealed class FolderStamps(StorePaths paths) : IDisposable
{
    private readonly SafeFileHandle? _folder = Native.OpenFolder(paths.Root);
    private readonly byte[] _item = Path("/item.md\0"u8);
    private readonly byte[] _thread = Path("/thread.md\0"u8);
    private readonly byte[] _plans = Path("/artifacts/orchestration-plan.jsonl\0"u8);
    private readonly byte[] _relations = Path("/artifacts/relations.json\0"u8);
    private readonly byte[] _resolution = Path("/resolution.md\0"u8);

    public Stamps Of(TicketId id)
    {
        if (_folder is null) return Stamps.Of(paths, id);
        Span<char> name = stackalloc char[TicketId.Length];
        id.TryFormat(name);
        return new(Of(name, _item), Of(name, _thread), Of(name, _plans), Of(name, _relations), Of(name, _resolution));
    }

    public void Dispose() => _folder?.Dispose();

    private static byte[] Path(ReadOnlySpan<byte> file) => [.. new byte[TicketId.Length], .. file];

    private Stamp Of(ReadOnlySpan<char> name, byte[] path)
    {
        for (var i = 0; i < name.Length; i++) path[i] = (byte)name[i];
        Native.TryStat(_folder, path, out var stamp);
        return stamp;
    }
}
