using Yoi.Protocol;
using Yoi.Tickets;
using Yoi.Workspace;
using Yoi.Worktrees;

namespace Yoi.Cli;

/// <summary>The workspace the program was called in, found from any folder below its root.</summary>
/// <param name="Root">The repository's main checkout.</param>
/// <param name="Home">Where everything outside the repository lies.</param>
internal sealed record WorkspaceFolder(string Root, YoiHome Home)
{
    private const string SettingsFile = ".yoi/workspace.yaml";
    private const string PlainTickets = ".yoi/tickets";

    /// <summary>
    /// The workspace at or above a folder; else the folder at or above it that has tickets and no settings, where only tickets and objectives work. <c>no_workspace</c> where there is neither.
    /// </summary>
    public static Result<WorkspaceFolder> Find(string? start = null)
    {
        if ((Above(start, SettingsFile) ?? Above(start, PlainTickets)) is { } root) return new WorkspaceFolder(root, YoiHome.Find());
        return new Fault(FaultCodes.NoWorkspace, "No workspace here or above. Run `yoi init` at the root of a git repository, `yoi ticket init` for tickets alone, or give --workspace.");
    }

    /// <summary>The same; where there is neither, the root of the repository around the folder, or the folder itself.</summary>
    public static WorkspaceFolder FindOrPlain(string? start) =>
        Find(start).TryGet(out var found, out _) ? found : new(Above(start, ".git") ?? Path.GetFullPath(start ?? Directory.GetCurrentDirectory()), YoiHome.Find());

    /// <summary>Whether it has settings, be they ever so broken; else there are tickets and nothing more.</summary>
    private bool HasSettings => Path.Exists(Path.Combine(Root, SettingsFile));

    private static string? Above(string? start, string path)
    {
        for (var folder = new DirectoryInfo(start ?? Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, path))) return folder.FullName;
        }

        return null;
    }

    /// <summary>The settings as they hold now.</summary>
    public SettingsSource Settings() => new(Root, Home.Trust, TimeProvider.System);

    /// <summary>The ticket files.</summary>
    public async Task<Result<TicketStore>> TicketsAsync(CancellationToken cancellationToken)
    {
        if (TicketsAtHand() is { } known) return known;
        if (!(await Settings().LoadAsync(cancellationToken)).TryGet(out var settings, out var fault)) return fault;
        if (settings.FileFault is null) Cache().Keep(settings.InForce.Ticket);
        return Open(settings.InForce.Ticket);
    }

    /// <summary>The same where the settings need not be read; null where they do.</summary>
    public TicketStore? TicketsAtHand() => !HasSettings ? Open(new()) : Cache().Find() is { } known ? Open(known) : null;

    private TicketSettingsCache Cache() => new(Home.TicketSettings(Root), Path.Combine(Root, SettingsFile));

    private TicketStore Open(TicketSettings settings)
    {
        var root = Path.Combine(Root, ".yoi", settings.Root);
        return TicketStore.Open(new() { Root = root, Objectives = Path.Combine(Root, ".yoi", "objectives"), Language = settings.Language, IndexFile = Home.TicketIndex(root) });
    }

    /// <summary>The git repository.</summary>
    public Task<Result<GitRepository>> RepositoryAsync(CancellationToken cancellationToken) =>
        GitRepository.OpenAsync(new() { Root = Root, StateFolder = Path.Combine(Home.Workspace(Root), "git"), Time = TimeProvider.System }, cancellationToken);

    /// <summary>Commits the ticket folders to the records ref. Tickets alone have none: their files are committed like any other.</summary>
    public async Task<Fault?> CommitRecordsAsync(TicketStore tickets, string message, CancellationToken cancellationToken)
    {
        if (!HasSettings) return null;
        if (!(await RepositoryAsync(cancellationToken)).TryGet(out var repository, out var fault)) return fault;
        var committed = await new RecordsRef(repository).CommitAsync(
            tickets.Root, message, new Dictionary<string, ReadOnlyMemory<byte>>(), TimeProvider.System.GetUtcNow(), cancellationToken);
        return committed.Fault;
    }
}
