using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>
/// Looks for faults in a ticket store and the objectives beside it. Whatever the files hold there is a report; a running program's work is not taken for a fault. Safe
/// for use from many threads.
/// </summary>
public sealed class TicketDoctor
{
    private readonly StorePaths _paths;
    private readonly StorePaths _objectives;
    private readonly TimeProvider _time;
    private readonly StoreExamination _examination;

    private TicketDoctor(TicketStoreOptions options)
    {
        _paths = new(options.Root);
        _time = options.Time;
        _objectives = new(options.ObjectivesRoot);
        _examination = new(_paths, _objectives, _time);
    }

    /// <summary>Opens a doctor for a store. Nothing is read or written by it, and the folder need not exist.</summary>
    public static TicketDoctor Open(TicketStoreOptions options) => new(options);

    /// <summary>Everything that is wrong with the store, or with one ticket of it. Nothing is written.</summary>
    public Task<DoctorReport> CheckAsync(TicketId? only, CancellationToken ct) => only is { } id ? _examination.OneAsync(id, ct) : _examination.AllAsync(ct);

    /// <summary>
    /// Mends what needs no guess and answers what was mended and what is there still. Each ticket is one change under the store's lock; no record is removed.
    /// Where the store cannot be written the report says so: <c>ticket_store_locked</c>, <c>schema_newer</c>, <c>disk_full</c>, <c>store_failed</c>.
    /// </summary>
    public async Task<DoctorReport> FixAsync(TicketId? only, CancellationToken ct)
    {
        var before = await CheckAsync(only, ct);
        if (before.Fixable == 0) return before;
        HashSet<TicketId> mended = [];
        var stopped = await MendAsync(before, mended, ct);
        var after = await CheckAsync(only, ct);
        var gone = before.Findings.Where(f => f.IsFixable && IsGone(f, mended, after)).Select(f => f with { IsFixed = true });
        return after with { Findings = Findings.Ordered([.. after.Findings, .. gone]), Stopped = stopped };
    }

    private async Task<Fault?> MendAsync(DoctorReport found, HashSet<TicketId> mended, CancellationToken ct)
    {
        using var mender = new Mender(_paths, _objectives, _time);
        if (await mender.LeftoversAsync(ct) is { } locked) return locked;
        foreach (var id in found.Findings.Where(IsInTicket).Where(f => f.IsFixable).Select(f => f.Ticket!.Value).Distinct())
        {
            if (!(await mender.TicketAsync(id, ct)).TryGet(out var isMended, out var fault)) return fault;
            if (isMended) mended.Add(id);
        }

        return null;
    }

    private static bool IsGone(DoctorFinding finding, HashSet<TicketId> mended, DoctorReport after) => IsInTicket(finding)
        ? mended.Contains(finding.Ticket!.Value)
        : !after.Findings.Any(f => f.Code == finding.Code && f.Path == finding.Path);

    private static bool IsInTicket(DoctorFinding finding) => finding.Ticket is { } id && finding.Path.StartsWith($"{id}/", StringComparison.Ordinal);
}
