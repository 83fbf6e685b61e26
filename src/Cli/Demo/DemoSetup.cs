using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>Makes what a demo needs; what is there already, from a run that was killed, is taken as it is.</summary>
internal sealed class DemoSetup(DemoFolder folder)
{
    public const string Person = "demo-person";

    public async Task<Result<DemoState>> RepositoryAsync(DemoState state, CancellationToken cancellationToken)
    {
        if (state.Main is null)
        {
            // Half-made at most, and made by us alone.
            if (Directory.Exists(folder.Repository)) Directory.Delete(folder.Repository, recursive: true);
            if (!(await DemoRepository.MakeAsync(folder.Repository, cancellationToken)).TryGet(out var main, out var fault)) return fault;
            state = state with { Main = main };
            state.Write(folder.State);
        }

        return state;
    }

    public async Task<Result<WorkspaceFolder>> WorkspaceAsync(DemoState state, CancellationToken cancellationToken)
    {
        var (provider, coder, reviewer) = DemoModel.Of(state);
        var settings = Path.Combine(folder.Repository, ".yoi", "workspace.yaml");
        // Settings without their trust are of no use; both are written anew until both are there, which the first ticket tells.
        if (File.Exists(settings) && !Directory.Exists(Path.Combine(folder.Repository, ".yoi", "tickets"))) File.Delete(settings);
        if (File.Exists(settings)) return new WorkspaceFolder(folder.Repository, folder.Home);
        return await WorkspaceMaker.MakeAsync(new(folder.Repository, folder.Home)
        {
            Name = "demo",
            Validation = [DemoStory.Validation],
            Provider = provider,
            CoderModel = coder,
            ReviewerModel = reviewer,
            Slots = state.Slots,
        }, cancellationToken);
    }

    /// <summary>The tickets, written and related; answers their ids by label.</summary>
    public static async Task<Result<IReadOnlyDictionary<string, TicketId>>> TicketsAsync(TicketStore store, CancellationToken cancellationToken)
    {
        if (!(await store.ListAsync(cancellationToken)).TryGet(out var listed, out var unlisted)) return unlisted;
        var written = listed.ToDictionary(t => t.Title, t => t.Id);
        var ids = new Dictionary<string, TicketId>();
        foreach (var story in DemoStory.Tickets)
        {
            if (!written.TryGetValue(story.Title, out var id))
            {
                var created = await store.CreateAsync(new() { Title = story.Title, Body = story.Body, Author = Person, Priority = story.Priority }, cancellationToken);
                if (!created.TryGet(out var ticket, out var fault)) return fault;
                id = ticket.Id;
            }

            ids[story.Label] = id;
            if (story.DependsOn is not { } other) continue;
            var related = await store.AddRelationAsync(id, new()
            {
                Kind = "depends_on",
                Target = ids[other],
                Author = Person,
                Operation = OperationId.Of("demo", id.ToString(), "depends_on"),
            }, cancellationToken);
            if (related.Fault is { } refused) return refused;
        }

        return ids;
    }

    /// <summary>Marks a ticket ready and queues it, as far as that is not done.</summary>
    public static async Task<Fault?> QueueAsync(TicketStore store, TicketId id, CancellationToken cancellationToken)
    {
        if (!(await store.ReadAsync(id, cancellationToken)).TryGet(out var ticket, out var fault)) return fault;
        if (ticket.Item.State == TicketState.Planning)
        {
            var ready = await store.TransitionAsync(id, new()
            {
                Expected = TicketState.Planning,
                To = TicketState.Ready,
                Author = Person,
                Body = "Requirements and acceptance criteria are explicit.",
            }, cancellationToken);
            if (!ready.TryGet(out ticket, out fault)) return fault;
        }

        if (ticket.Item.State != TicketState.Ready) return null;
        return (await store.TransitionAsync(id, new() { Expected = TicketState.Ready, To = TicketState.Queued, Author = Person }, cancellationToken)).Fault;
    }
}
