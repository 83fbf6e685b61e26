using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Yoi.Cli;

/// <summary>Where Yoi keeps what does not belong in a repository: <c>YOI_HOME</c>, or the user's data folder.</summary>
internal sealed class YoiHome
{
    /// <summary>Bytes a Unix socket's path may have, its end included.</summary>
    private const int LongestSocketPath = 107;

    private readonly string _cache;

    private YoiHome(string folder, string? cache = null)
    {
        Folder = folder;
        _cache = cache ?? Path.Combine(folder, "cache");
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Trusted settings.</summary>
    public string Trust => Path.Combine(Folder, "trust");

    /// <summary>How people log in, for all workspaces of this user.</summary>
    public string Login => Path.Combine(Folder, "login.yaml");

    /// <summary>From the environment.</summary>
    public static YoiHome Find()
    {
        var set = Environment.GetEnvironmentVariable("YOI_HOME");
        if (!string.IsNullOrEmpty(set)) return new(Path.GetFullPath(set));
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } own && Path.IsPathRooted(own)
            ? own
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), ".cache");
        return new(Path.Combine(data, "yoi"), Path.Combine(cache, "yoi"));
    }

    /// <summary>At a folder of the caller's choice.</summary>
    public static YoiHome At(string folder) => new(Path.GetFullPath(folder));

    /// <summary>The folder of one workspace; two clones of a repository have two.</summary>
    public string Workspace(string root) => Path.Combine(Folder, "workspaces", Key(root));

    /// <summary>The folder of a repository in which a runtime's host keeps worktrees.</summary>
    public string Host(string root) => Path.Combine(Folder, "hosts", Key(root));

    /// <summary>The index of a ticket store: derived, and at no loss deleted.</summary>
    public string TicketIndex(string ticketRoot) => Cached(ticketRoot, "index");

    /// <summary>What a workspace's settings say of tickets: derived as well.</summary>
    public string TicketSettings(string root) => Cached(root, "settings");

    /// <summary>The server's Unix socket, in a folder of its own that only its user may enter.</summary>
    public string Socket(string root)
    {
        var path = Path.Combine(Folder, "run", Key(root), "yoi.sock");
        return Encoding.UTF8.GetByteCount(path) <= LongestSocketPath
            ? path
            : Path.Combine(Path.GetTempPath(), $"yoi-{Key(Folder)}-{Key(root)}", "yoi.sock");
    }

    /// <summary>Makes a folder that only its user may enter; one that is another's is refused by the system.</summary>
    public static void MakePrivate(string folder)
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(folder, ownerOnly);
        File.SetUnixFileMode(folder, ownerOnly);
    }

    /// <summary>A file in the cache folder. A plain hash names it, as it may be wrong at no loss: a cryptographic one would cost each command more than all its other work.</summary>
    private string Cached(string path, string extension)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var c in Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) hash = (hash ^ c) * 0x100000001b3;
        // Joined by hand: the buffers that interpolation takes come with an event source, and that with a millisecond.
        return Path.Combine(_cache, "tickets", string.Concat(hash.ToString("x16", CultureInfo.InvariantCulture), ".", extension));
    }

    private static string Key(string path) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))))[..12];
}
