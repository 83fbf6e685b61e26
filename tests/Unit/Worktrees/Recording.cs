using System.Text;
using Yoi.Worktrees;

namespace Yoi.Tests.Unit.Worktrees;

public sealed class Recording : IAsyncLifetime
{
    private readonly RepositoryFixture _fixture = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Tickets => Path.Combine(_fixture.Root, ".yoi/tickets");

    public ValueTask InitializeAsync() => _fixture.InitializeAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Tickets_and_keys_become_a_history_that_touches_nothing_else()
    {
        Write("0001/item.md", "crlf\r\n\0binary");
        Write("0001/artifacts/receipts/x y.json", "{}");
        Write(".lock", "left out");
        Write(".tmp-1/x", "left out");
        Write("0001/.gitattributes", "* text eol=lf\n");
        var head = _fixture.Git("rev-parse", "HEAD");
        var status = _fixture.Git("status", "--porcelain");
        var first = await CommitAsync(new() { ["keys/abc.pem"] = "key"u8.ToArray() });

        Files().ShouldBe(["keys/abc.pem", "tickets/0001/.gitattributes", "tickets/0001/artifacts/receipts/x y.json", "tickets/0001/item.md"]);
        _fixture.Git("cat-file", "-s", $"{first}:tickets/0001/item.md").ShouldBe("13");
        _fixture.Git("rev-parse", "HEAD").ShouldBe(head);
        _fixture.Git("status", "--porcelain").ShouldBe(status);
        (await CommitAsync()).ShouldBe(first);
        (await CommitAsync(new() { ["keys/abc.pem"] = "key"u8.ToArray() })).ShouldBe(first);

        Write("0002/item.md", "second");
        Directory.Delete(Path.Combine(Tickets, "0001/artifacts"), recursive: true);
        var second = await CommitAsync(new() { ["keys/def.pem"] = "other"u8.ToArray() });
        Files().ShouldBe(["keys/abc.pem", "keys/def.pem", "tickets/0001/.gitattributes", "tickets/0001/item.md", "tickets/0002/item.md"]);
        _fixture.Git("rev-parse", $"{second}~1").ShouldBe(first);
    }

    [Fact]
    public async Task A_change_of_the_same_length_at_once_is_not_missed()
    {
        for (var i = 0; i < 10; i++)
        {
            Write("0001/item.md", $"state {i}");
            await CommitAsync();
            _fixture.Git("show", $"{RecordsRef.Name}:tickets/0001/item.md").ShouldBe($"state {i}");
        }
    }

    [Fact]
    public async Task Writers_with_indexes_of_their_own_race_and_none_loses()
    {
        var writers = new List<RecordsRef>();
        for (var i = 0; i < 3; i++) writers.Add(new(await _fixture.OpenAsync($"state{i}")));
        await Task.WhenAll(writers.Select((writer, w) => Task.Run(async () =>
        {
            for (var i = 0; i < 4; i++)
            {
                Write($"{w}{i}/item.md", $"{w} {i}");
                (await writer.CommitAsync(Tickets, "m", new Dictionary<string, ReadOnlyMemory<byte>> { [$"keys/{w}{i}.pem"] = new byte[] { 1 } }, RepositoryFixture.Date, Cancellation)).Fault.ShouldBeNull();
            }
        }, Cancellation)));

        Files().Count(f => f.StartsWith("keys/", StringComparison.Ordinal)).ShouldBe(12);
        Files().Count(f => f.StartsWith("tickets/", StringComparison.Ordinal)).ShouldBe(12);
    }

    [Fact]
    public async Task A_damaged_index_a_dead_lock_links_and_odd_names_do_not_stop_it()
    {
        Write("0001/item.md", "one");
        await CommitAsync();
        File.WriteAllText(_fixture.Host["state/records.index"], "garbage");
        File.WriteAllText(_fixture.Host["state/records.index.lock"], "");
        Write("0002/\"quoted\"\n\\ü", "odd");
        File.CreateSymbolicLink(Path.Combine(Tickets, "0002/link"), "/etc/passwd");
        await CommitAsync();

        Files().ShouldBe(["tickets/0001/item.md", "tickets/0002/\"quoted\"\n\\ü"]);
        File.Delete(Path.Combine(Tickets, "0001/item.md"));
        Directory.Delete(Path.Combine(Tickets, "0001"));
        Write("0001", "a file where a folder was");
        await CommitAsync();
        Files().ShouldBe(["tickets/0001", "tickets/0002/\"quoted\"\n\\ü"]);
    }

    [Theory]
    [InlineData("tickets/x")]
    [InlineData("../x")]
    [InlineData("x")]
    [InlineData("keys/../x")]
    [InlineData("a/b/c")]
    public async Task Names_of_extra_files_are_one_folder_and_one_name(string name)
    {
        Write("0001/item.md", "one");
        var files = new Dictionary<string, ReadOnlyMemory<byte>> { [name] = default };
        (await new RecordsRef(_fixture.Repository).CommitAsync(Tickets, "m", files, RepositoryFixture.Date, Cancellation)).Fault!.Code.ShouldBe("invalid");
    }

    private void Write(string name, string content) => _fixture.Host.Write($"repo/.yoi/tickets/{name}", content);

    private List<string> Files() =>
        [.. _fixture.Git("ls-tree", "-r", "-z", "--name-only", RecordsRef.Name).Split('\0', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    private async Task<string> CommitAsync(Dictionary<string, ReadOnlyMemory<byte>>? files = null) =>
        (await new RecordsRef(_fixture.Repository).CommitAsync(Tickets, "records", files ?? [], RepositoryFixture.Date, Cancellation)).Value;
}
