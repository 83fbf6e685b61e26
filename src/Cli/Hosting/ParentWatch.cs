using System.CommandLine;

namespace Yoi.Cli;

/// <summary>Lets a process end with the one that started it, however that one dies: its end closes our standard input.</summary>
internal static class ParentWatch
{
    /// <summary>The option; for programs that start this one, so help does not show it.</summary>
    public static Option<bool> Option() => new("--with-parent") { Description = "End when standard input closes", Hidden = true };

    /// <summary>A source that is cancelled with the token, and with standard input's end where that is asked for. Dispose it.</summary>
    public static CancellationTokenSource Link(bool withParent, CancellationToken cancellationToken)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (withParent) _ = WatchAsync(source);
        return source;
    }

    private static async Task WatchAsync(CancellationTokenSource source)
    {
        await using var input = Console.OpenStandardInput();
        var nothing = new byte[256];
        try
        {
            while (await input.ReadAsync(nothing, source.Token) > 0)
            {
            }

            await source.CancelAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The process ends already; nobody waits for its parent any more.
        }
    }
}
