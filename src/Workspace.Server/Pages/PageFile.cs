using System.Buffers;

namespace Yoi.Workspace.Server;

/// <summary>A file of the built pages that may be served.</summary>
internal sealed record PageFile(string Path, string ContentType)
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Null where there is no such file, its kind is not served, its name is odd, or a link stands on the way to it.</summary>
    public static PageFile? Find(string? folder, string relative)
    {
        if (folder is null || ContentTypeOf(relative) is not { } contentType) return null;
        var path = System.IO.Path.GetFullPath(folder);
        foreach (var segment in relative.Split('/'))
        {
            if (segment.Length == 0 || segment[0] == '.' || segment.AsSpan().IndexOfAnyExcept(Allowed) >= 0) return null;
            path = System.IO.Path.Join(path, segment);
            if (new FileInfo(path).LinkTarget is not null) return null;
        }

        return File.Exists(path) ? new(path, contentType) : null;
    }

    public FileStream Open() => new(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);

    private static string? ContentTypeOf(string name) => System.IO.Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".json" or ".webmanifest" => "application/json; charset=utf-8",
        ".txt" => "text/plain; charset=utf-8",
        ".woff2" => "font/woff2",
        _ => null,
    };
}
