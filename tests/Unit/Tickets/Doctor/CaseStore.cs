using System.Text;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Doctor;

/// <summary>A store written by hand: one ticket in which nothing is wrong, and what a case changes of it.</summary>
internal sealed class CaseStore : IDisposable
{
    public const string Id = "00001KSKBP8Z8";

    /// <summary>Another id, of no ticket until it is placed.</summary>
    public const string Other = "00001KSKBPBX0";

    public const string Item = """
        ---
        title: 'A ticket'
        state: 'planning'
        created_at: '2026-05-01T12:00:00Z'
        updated_at: '2026-05-01T12:00:00Z'
        assignee: null
        ---

        Words.

        """;

    public static readonly string Created = Event("create", "lines: 1");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("yoi-doctor-");

    public CaseStore() => Place();

    public string Root => Path.Combine(_folder.FullName, "tickets");

    public TicketDoctor Doctor => TicketDoctor.Open(new() { Root = Root, Time = new StepClock() });

    /// <summary>An event as older programs wrote them, which do not say how long it is.</summary>
    public static string Event(string kind, string attributes = "", string at = "2026-05-01T12:00:00Z", string body = "Words.", string author = "tester") =>
        $"<!-- event: {kind} author: {author} at: {at}{(attributes.Length > 0 ? " " : "")}{attributes} -->\n\n## Heading\n\n{body}\n\n---\n";

    public static string Step(string from, string to) => Event("state_changed", $"from: {from} to: {to} reason: because field: state");

    public static string Relation(string kind, string target, string of = Id, string note = "Why.") =>
        $$"""{"ticket_id":"{{of}}","kind":"{{kind}}","target":"{{target}}","note":"{{note}}","author":"tester","at":"2026-05-01T12:00:00Z"}""";

    public static string Relations(params string[] relations) => $$"""{"version":1,"relations":[{{string.Join(",\n", relations)}}]}""" + "\n";

    public static string Plan(int number, string members, string of = Id) =>
        $$"""{"id":"orch-plan-20260501-120000-{{number}}","ticket_id":"{{of}}",{{members}},"author":"tester","at":"2026-05-01T12:00:00Z"}""" + "\n";

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public void Place(string id = Id)
    {
        Write($"{id}/item.md", Item);
        Write($"{id}/thread.md", Created);
        Write($"{id}/artifacts/.gitkeep", "");
    }

    /// <summary>The ticket in a state that its thread led to.</summary>
    public void PlaceAt(string state, string id = Id)
    {
        Place(id);
        ReplaceIn($"{id}/item.md", "'planning'", $"'{state}'");
        Threaded(id, Created, Step("planning", state));
        if (state == "closed") Write($"{id}/resolution.md", "Done.\n");
    }

    public void Thread(params string[] events) => Threaded(Id, events);

    public void Threaded(string id, params string[] events) => Write($"{id}/thread.md", string.Join('\n', events));

    public void ReplaceIn(string path, string old, string text)
    {
        var before = Text(path);
        before.ShouldContain(old);
        Write(path, before.Replace(old, text, StringComparison.Ordinal));
    }

    public void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] bytes)
    {
        var file = Full(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }

    /// <summary>A large file that takes no room on the disk.</summary>
    public void Sparse(string path, long size)
    {
        Write(path, "");
        using var file = File.OpenHandle(Full(path), FileMode.Open, FileAccess.Write);
        RandomAccess.SetLength(file, size);
    }

    public string Text(string path) => File.ReadAllText(Full(path));

    public void Delete(string path) => File.Delete(Full(path));

    public string Full(string path) => Path.GetFullPath(Path.Combine(Root, path));

    public Task<DoctorReport> CheckAsync(TicketId? only = null) => Doctor.CheckAsync(only, TestContext.Current.CancellationToken);

    public Task<DoctorReport> FixAsync(TicketId? only = null) => Doctor.FixAsync(only, TestContext.Current.CancellationToken);

    public void Dispose() => _folder.Delete(recursive: true);
}
