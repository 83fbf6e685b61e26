using System.Globalization;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>
/// The two settings that ticket commands need, as the file said last, so that a command need not read the whole of it each time. Derived: it holds as long as the
/// file's stamp does, and may be deleted at any time.
/// </summary>
internal sealed class TicketSettingsCache(string path, string settingsFile)
{
    // A disk that counts whole seconds, or two, shows two edits within one of them as one.
    private static readonly TimeSpan CoarsestTick = TimeSpan.FromSeconds(2);

    /// <summary>The settings, or null where the file has to be read.</summary>
    public TicketSettings? Find()
    {
        try
        {
            return File.Exists(path) && File.ReadAllLines(path) is [var stamp, var root, var language] && stamp == Stamp() ? new() { Root = root, Language = language } : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Remembers what the file says now.</summary>
    public void Keep(TicketSettings settings)
    {
        try
        {
            if (TimeProvider.System.GetUtcNow() - new FileInfo(settingsFile).LastWriteTimeUtc < CoarsestTick) return;
            YoiHome.MakePrivate(Path.GetDirectoryName(path)!);
            var temporary = $"{path}.{Environment.ProcessId}";
            File.WriteAllLines(temporary, [Stamp(), settings.Root, settings.Language]);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without it each command reads the file, that is all.
            return;
        }
    }

    private string Stamp()
    {
        var file = new FileInfo(settingsFile);
        return string.Create(CultureInfo.InvariantCulture, $"1 {file.LastWriteTimeUtc.Ticks} {file.CreationTimeUtc.Ticks} {file.Length} {file.LinkTarget}");
    }
}
