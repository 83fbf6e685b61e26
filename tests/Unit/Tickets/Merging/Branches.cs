using System.Text;
using Yoi.Protocol;
using Yoi.Tests.Unit.Tickets.Faults;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Merging;

/// <summary>A store, and copies of it as two branches hold them.</summary>
internal sealed class Branches : IDisposable
{
    private readonly TempStore _base = new();
    private readonly Dictionary<string, TicketStore> _stores = [];

    public TicketId Id { get; private set; }

    public TicketId Other { get; private set; }

    public static async Task<Branches> OfAsync(TicketState state = TicketState.Planning)
    {
        var branches = new Branches();
        branches.Other = await branches._base.CreateAsync("Another");
        branches.Id = await branches._base.CreateAtAsync(state);
        return branches;
    }

    /// <summary>The store of the common ancestor; what is done to it before a branch is first named, both have.</summary>
    public TempStore Base => _base;

    /// <summary>A branch's store, whose clock shows that many seconds after the ancestor's.</summary>
    public TicketStore At(string branch, int seconds)
    {
        var root = RootOf(branch);
        if (!Directory.Exists(root)) StoreContent.Copy(_base.Store.Root, root);
        if (_stores.TryGetValue(branch, out var before)) before.Dispose();
        return _stores[branch] = TicketStore.Open(new() { Root = root, Time = new StepClock { Now = _base.Clock.Now + TimeSpan.FromSeconds(seconds) } });
    }

    public async Task CommentAsync(string branch, int seconds, string body, OperationId? op = null) =>
        (await At(branch, seconds).AppendAsync(Id, new() { Kind = "comment", Author = branch, Body = body, Operation = op }, TempStore.Ct)).Fault.ShouldBeNull();

    public MergeSides Sides(string file, string ours = "ours", string theirs = "theirs") => new(Bytes(_base.Store.Root, file), Bytes(RootOf(ours), file), Bytes(RootOf(theirs), file));

    public void Edit(string branch, string file, Func<string, string> edit)
    {
        At(branch, 0);
        var path = Path.Combine(RootOf(branch), Id.ToString(), file);
        File.WriteAllText(path, edit(File.ReadAllText(path)), new UTF8Encoding(false));
    }

    /// <summary>The merge, which must be clean.</summary>
    public async Task<string> CleanKeysAsync(string file)
    {
        var merged = await MergeAsync(file, Sides(file));
        merged.Problem.ShouldBeNull(Encoding.UTF8.GetString(merged.Bytes.Span));
        return Encoding.UTF8.GetString(merged.Bytes.Span);
    }

    /// <summary>The merge, which must be clean, and the same the other way round.</summary>
    public async Task<string> CleanAsync(string file)
    {
        var merged = await MergeAsync(file, Sides(file));
        merged.Problem.ShouldBeNull(Encoding.UTF8.GetString(merged.Bytes.Span));
        (await MergeAsync(file, Sides(file, "theirs", "ours"))).Bytes.ToArray().ShouldBe(merged.Bytes.ToArray(), "the other way round it comes out otherwise");
        return Encoding.UTF8.GetString(merged.Bytes.Span);
    }

    /// <summary>Why it cannot be merged; both versions are then there as text.</summary>
    public async Task<string> ProblemAsync(string file)
    {
        var sides = Sides(file);
        var merged = await MergeAsync(file, sides);
        var text = Encoding.UTF8.GetString(merged.Bytes.Span);
        foreach (var side in new[] { sides.Ours, sides.Theirs }) text.ShouldContain(Encoding.UTF8.GetString(side.Span));
        return merged.Problem.ShouldNotBeNull();
    }

    public static async Task<MergedFile> MergeAsync(string file, MergeSides sides) => (await RecordMerge.MergeAsync($".yoi/tickets/x/{file}", sides, Both)).Value;

    public void Dispose()
    {
        foreach (var store in _stores.Values) store.Dispose();
        _base.Dispose();
    }

    /// <summary>Merges no text that both changed: it leaves both.</summary>
    private static Task<Result<MergedFile>> Both(MergeSides sides)
    {
        if (sides.Plain is { } plain) return Task.FromResult<Result<MergedFile>>(new MergedFile(plain));
        byte[] both = [.. "<<<<<<<\n"u8, .. sides.Ours.Span, .. "=======\n"u8, .. sides.Theirs.Span, .. ">>>>>>>\n"u8];
        return Task.FromResult<Result<MergedFile>>(new MergedFile(both, "Both changed it."));
    }

    private string RootOf(string branch) => Path.Combine(_base.Outside, branch, "tickets");

    private byte[] Bytes(string root, string file) => Path.Combine(root, Id.ToString(), file) is var path && File.Exists(path) ? File.ReadAllBytes(path) : [];
}
