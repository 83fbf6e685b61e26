using System.Diagnostics;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Hostile;

/// <summary>Something else stands where a file of the store belongs: a folder, a pipe, a link, a file of many gigabytes.</summary>
public sealed class HostileFileTests
{
    public static TheoryData<string, string> Places
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (var file in new[] { "item.md", "thread.md", "artifacts/relations.json", "artifacts/orchestration-plan.jsonl", "resolution.md" })
            {
                foreach (var what in new[] { "folder", "pipe", "link", "loop", "huge" }) all.Add(file, what);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Is_a_fault_of_that_ticket_alone_and_names_no_path_of_this_machine(string file, string what)
    {
        using var temp = new TempStore();
        var bad = await temp.CreateAsync("Bad");
        var good = await temp.CreateAsync("Good");
        Put(temp, temp.PathOf(bad, file), what);

        var read = (await Within(temp.Store.ReadAsync(bad, TempStore.Ct))).Fault.ShouldNotBeNull();
        read.Code.ShouldBe(what switch { "link" or "loop" => FaultCodes.TicketUnreadable, "huge" => FaultCodes.TooLarge, _ => FaultCodes.StoreFailed });
        ShouldBePlain(temp, read);
        ShouldBePlain(temp, (await Within(temp.CommentAsync(bad, "x"))).Fault.ShouldNotBeNull());
        ShouldBePlain(temp, (await Within(temp.Store.RecordPlanAsync(bad, new() { Kind = "waiting_capacity_note", Note = "n", Author = "a" }, TempStore.Ct))).Fault.ShouldNotBeNull());

        (await Within(temp.Store.ListAsync(TempStore.Ct))).Value.Single(t => t.Id == good).Diagnostic.ShouldBeNull();
        (await Within(temp.CommentAsync(good, "x"))).Fault.ShouldBeNull();
        (await Within(temp.Store.AddRelationAsync(good, new() { Kind = "depends_on", Target = bad, Author = "a" }, TempStore.Ct))).Fault.ShouldBeNull();
        (await Within(temp.Store.CreateAsync(new() { Title = "T", Body = "", Author = "a", Operation = OperationId.Of("new") }, TempStore.Ct))).Fault.ShouldBeNull();
    }

    [Theory]
    [InlineData(".ticket-change.json", "folder")]
    [InlineData(".ticket-change.json", "pipe")]
    [InlineData(".ticket-change.json", "link")]
    [InlineData(".ticket-change.json", "huge")]
    [InlineData(".ticket-temp", "folder")]
    [InlineData(".ticket-temp", "link")]
    [InlineData(".ticket-temp", "pipe")]
    [InlineData(".ticket-temp-0", "link")]
    [InlineData(".ticket-temp-1", "link")]
    [InlineData(".ticket-new", "link")]
    [InlineData(".ticket-backend.lock", "folder")]
    [InlineData(".ticket-backend.lock", "pipe")]
    [InlineData(".ticket-backend.lock", "link")]
    public async Task Beside_the_tickets_it_hinders_no_reader_and_a_writer_goes_on_or_says_why_not(string file, string what)
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        var path = Path.Combine(temp.Store.Root, file);
        if (File.Exists(path)) File.Delete(path);
        Put(temp, path, what);
        var outside = Directory.GetFileSystemEntries(temp.Outside);

        (await Within(temp.Store.ReadAsync(id, TempStore.Ct))).Fault.ShouldBeNull();
        foreach (var changed in new[] { await Within(temp.CommentAsync(id, "x")), await Within(temp.Store.CreateAsync(new() { Title = "T", Body = "", Author = "a" }, TempStore.Ct)) })
        {
            if (changed.Fault is not { } fault) continue;
            fault.Code.ShouldBeOneOf(FaultCodes.StoreFailed, FaultCodes.StoreCorrupt);
            ShouldBePlain(temp, fault);
        }

        Directory.GetFileSystemEntries(temp.Outside).ShouldBe(outside);
        (await temp.ReadAsync(id)).Thread[0].Kind.ShouldBe("create");
    }

    [Theory]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 0xFF, 0xFE })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x8E })]
    public async Task Bytes_that_are_no_text_are_read_as_replacements_and_kept_as_they_are(byte[] bytes)
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        byte[] thread = [.. File.ReadAllBytes(temp.PathOf(id, "thread.md")), .. "\n<!-- event: note author: x"u8, .. bytes, .. " -->\n\n## Note\n\nbefore "u8, .. bytes, .. " behind\n\n---\n"u8];
        byte[] item = [.. File.ReadAllBytes(temp.PathOf(id, "item.md")), .. bytes, (byte)'\n'];
        await File.WriteAllBytesAsync(temp.PathOf(id, "thread.md"), thread, TempStore.Ct);
        await File.WriteAllBytesAsync(temp.PathOf(id, "item.md"), item, TempStore.Ct);

        var before = await temp.ReadAsync(id);
        before.Thread[1].Body.ShouldStartWith("before ");
        temp.Clock.Now += TimeSpan.FromHours(1);
        var after = (await temp.CommentAsync(id, "One more")).Value;

        after.Thread.Take(2).Select(e => e.Body).ShouldBe(before.Thread.Select(e => e.Body));
        File.ReadAllBytes(temp.PathOf(id, "thread.md")).AsSpan().StartsWith(thread).ShouldBeTrue();
        var now = File.ReadAllBytes(temp.PathOf(id, "item.md"));
        now.Length.ShouldBe(item.Length);
        now.Where((b, i) => b != item[i]).Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_folder_without_an_item_or_with_a_name_that_is_no_id_is_no_ticket()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        foreach (var name in new[] { "00001KSKBP8Z8", "00001kskbp8z9", "ZZZZZZZZZZZZZ", "notes", "00001KSKBP8Z80" }) Directory.CreateDirectory(Path.Combine(temp.Store.Root, name));
        foreach (var name in new[] { "00001kskbp8z9", "ZZZZZZZZZZZZZ", "notes", "00001KSKBP8Z80" }) await File.WriteAllTextAsync(Path.Combine(temp.Store.Root, name, "item.md"), "---\ntitle: T\n---\n", TempStore.Ct);
        (await temp.Store.ListAsync(TempStore.Ct)).Value.Select(t => t.Id).ShouldBe([id]);
    }

    private static async Task<T> Within<T>(Task<T> task) => await task.WaitAsync(TimeSpan.FromMinutes(1), TempStore.Ct);

    private static void ShouldBePlain(TempStore temp, Fault fault)
    {
        fault.Message.ShouldNotContain(temp.Outside);
        fault.Message.ShouldNotContain("Exception");
        fault.Message.ShouldNotContain("denied: '");
    }

    private static void Put(TempStore temp, string path, string what)
    {
        if (File.Exists(path)) File.Delete(path);
        switch (what)
        {
            case "folder": Directory.CreateDirectory(path); break;
            case "pipe": Process.Start("mkfifo", [path]).WaitForExit(); break;
            case "link": File.CreateSymbolicLink(path, Path.Combine(temp.Outside, "elsewhere")); break;
            case "loop": File.CreateSymbolicLink(path, path); break;
            case "huge":
                using (var file = File.Create(path)) file.SetLength(10L << 30);
                break;
        }
    }
}
