using System.CommandLine.Completions;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>
/// Ids of tickets and objectives for completion. Completions are asked for where nothing can be waited for, so the first asking only notes that they are wanted; they are read, and asked
/// for again.
/// </summary>
internal static class TicketNames
{
    private static IReadOnlyList<TicketListing>? _tickets;
    private static IReadOnlyList<ObjectiveListing>? _objectives;

    /// <summary>Whether a source was asked before there was anything to answer with.</summary>
    public static bool AreWanted { get; private set; }

    /// <summary>Those in the states, or in any.</summary>
    public static Func<CompletionContext, IEnumerable<CompletionItem>> In(params TicketState[] states) => _ => Asked(
        _tickets?.Where(t => t.Diagnostic is null && (states.Length == 0 || states.Contains(t.State))).Select(t => new CompletionItem(t.Id.ToString(), detail: t.Title)));

    /// <summary>All objectives.</summary>
    public static Func<CompletionContext, IEnumerable<CompletionItem>> Objectives() => _ => Asked(
        _objectives?.Select(o => new CompletionItem(o.Id.ToString(), detail: o.Objective?.Title)));

    /// <summary>Reads them at or above a folder; where there are none, none are offered.</summary>
    public static async Task LoadAsync(string? folder, CancellationToken cancellationToken)
    {
        if (!WorkspaceFolder.Find(folder).TryGet(out var workspace, out _) || !(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out _)) return;
        using (tickets)
        {
            _tickets = (await tickets.ListAsync(cancellationToken)).TryGet(out var listed, out _) ? listed : null;
            _objectives = (await tickets.Objectives.ListAsync(cancellationToken)).TryGet(out var objectives, out _) ? objectives : null;
        }
    }

    private static IEnumerable<CompletionItem> Asked(IEnumerable<CompletionItem>? items)
    {
        AreWanted |= items is null;
        return items ?? [];
    }
}
