using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Yoi.Protocol;
using Yoi.Worktrees;

namespace Yoi.Tests.Unit.Worktrees;

public sealed class Verifying : IAsyncLifetime
{
    private static readonly TicketId Ticket = new(1_700_000_000_000);

    private readonly RepositoryFixture _fixture = new();
    private ReceiptSigner _signer = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Attempt => $"{Ticket}-2";

    public async ValueTask InitializeAsync()
    {
        await _fixture.InitializeAsync();
        _signer = (await ReceiptSigner.OpenAsync(_fixture.Host["keys"], Cancellation)).Value;
    }

    public ValueTask DisposeAsync()
    {
        _signer.Dispose();
        return _fixture.DisposeAsync();
    }

    [Fact]
    public async Task A_merge_with_two_receipts_holds_and_leaves_nothing_behind()
    {
        var (merge, receipts) = await MergeAsync(2);
        foreach (var receipt in receipts) Write(Receipt(receipt, merge));
        await RecordAsync();
        var refs = _fixture.Git("for-each-ref");

        var verified = await VerifyAsync(merge.Commit);

        verified.Facts.ShouldAllBe(f => f.Fault == null);
        verified.Merge!.ShouldSatisfyAllConditions(m => m.Ticket.ShouldBe(Ticket), m => m.Attempt.ShouldBe(Attempt), m => m.Receipts.ShouldBe(receipts), m => m.Tree.ShouldBe(merge.Tree));
        verified.Keys.Select(k => k.Id).ShouldBe([_signer.KeyId]);
        _fixture.Git("for-each-ref").ShouldBe(refs);
    }

    [Fact]
    public async Task Each_receipt_is_judged_by_itself()
    {
        var (merge, receipts) = await MergeAsync(3);
        Write(Receipt(receipts[0], merge) with { ExitCode = 1 });
        Write(Receipt(receipts[1], merge));
        Write(Receipt(receipts[2], merge) with { Output = "../../item.md" });
        await RecordAsync();

        Wrong(await VerifyAsync(merge.Commit)).ShouldBe([
            $"tickets/{Ticket}/artifacts/receipts/{receipts[0]}.json: It does not show that this merge passed: its exit code is 1, not 0.",
            $"output of receipt {receipts[2]}: The receipt names no file beside it.",
        ]);
    }

    [Fact]
    public async Task A_receipt_kept_under_another_ones_name_is_found()
    {
        var (merge, receipts) = await MergeAsync(1);
        Write(Receipt(ReceiptId.New(TimeProvider.System), merge), receipts[0]);
        await RecordAsync();

        Wrong(await VerifyAsync(merge.Commit)).Single().ShouldContain($"not {receipts[0]}");
    }

    [Theory]
    [InlineData("Yoi-Ticket: T\nYoi-Attempt: T-1", "no trailer Yoi-Receipt")]
    [InlineData("Yoi-Attempt: T-1\nYoi-Receipt: R", "no trailer Yoi-Ticket")]
    [InlineData("Yoi-Ticket: T\nYoi-Ticket: T\nYoi-Attempt: T-1\nYoi-Receipt: R", "no trailer Yoi-Ticket with one ticket")]
    [InlineData("Yoi-Ticket: ../../x\nYoi-Attempt: T-1\nYoi-Receipt: R", "no trailer Yoi-Ticket")]
    [InlineData("Yoi-Ticket: T\nYoi-Receipt: R", "no trailer Yoi-Attempt")]
    [InlineData("Yoi-Ticket: T\nYoi-Attempt: 0000000000001-1\nYoi-Receipt: R", "no trailer Yoi-Attempt")]
    [InlineData("Yoi-Ticket: T\nYoi-Attempt: T-1\nYoi-Receipt: R\nYoi-Receipt: R", "there twice")]
    [InlineData("Yoi-Ticket: T\nYoi-Attempt: T-1\nYoi-Receipt: ../x", "is no receipt")]
    [InlineData("Yoi-Ticket: T\nYoi-Attempt: T-1\nYoi-Receipt: R\n\nThe last paragraph is another.", "no trailer Yoi-Ticket")]
    public async Task A_commit_that_does_not_say_whose_merge_it_is_is_none(string trailers, string why)
    {
        var text = trailers.Replace("T-1", $"{Ticket}-1", StringComparison.Ordinal).Replace(": T", $": {Ticket}", StringComparison.Ordinal).Replace(": R", $": {ReceiptId.New(TimeProvider.System)}", StringComparison.Ordinal);
        var second = _fixture.Git("commit-tree", $"{_fixture.First}^{{tree}}", "-p", _fixture.First, "-m", "work");
        var commit = _fixture.Git("commit-tree", $"{_fixture.First}^{{tree}}", "-p", _fixture.First, "-p", second, "-m", $"Merge\n\n{text}");
        await RecordAsync();

        Wrong(await VerifyAsync(commit)).Single().ShouldContain(why);
    }

    [Fact]
    public async Task A_commit_with_one_parent_is_no_merge()
    {
        await RecordAsync();
        var commit = _fixture.Git("commit-tree", $"{_fixture.First}^{{tree}}", "-p", _fixture.First, "-m", $"Work\n\nYoi-Ticket: {Ticket}\nYoi-Attempt: {Attempt}\nYoi-Receipt: {ReceiptId.New(TimeProvider.System)}");

        Wrong(await VerifyAsync(commit)).Single().ShouldContain("it has 1 parent, ");
    }

    [Fact]
    public async Task A_key_is_pinned_by_id_by_fingerprint_and_by_either_half()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
        var mine = SigningKey.Read(key.ExportSubjectPublicKeyInfoPem()).Value;
        string[] pins = [fingerprint, fingerprint[..16], fingerprint[..40], _fixture.Host.Write("public.pem", key.ExportSubjectPublicKeyInfoPem()), _fixture.Host.Write("private.pem", key.ExportPkcs8PrivateKeyPem())];

        foreach (var pin in pins)
        {
            (await KeyPin.ParseAsync(pin, Cancellation)).Value.Fits(mine).ShouldBeTrue();
            (await KeyPin.ParseAsync(pin, Cancellation)).Value.Fits(SigningKey.Read(_signer.PublicKeyPem).Value).ShouldBeFalse();
        }

        using var larger = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        foreach (var none in new[] { "", fingerprint[..15], fingerprint + "0", _fixture.Host["absent.pem"], _fixture.Host.Write("larger.pem", larger.ExportSubjectPublicKeyInfoPem()), _fixture.Host.Write("big.pem", new string('x', 70_000)) })
            (await KeyPin.ParseAsync(none, Cancellation)).Fault!.Code.ShouldBe("invalid");
    }

    [Fact]
    public async Task Without_a_repository_or_its_records_it_says_what_is_missing()
    {
        (await RepositoryEvidence.OpenAsync(_fixture.Root, TimeProvider.System, Cancellation)).Fault!.ShouldSatisfyAllConditions(
            f => f.Code.ShouldBe("not_found"), f => f.Message.ShouldContain("git fetch origin refs/yoi/records:refs/yoi/records"));
        _fixture.Host.Write("broken/.git", "gitdir: nowhere");
        (await RepositoryEvidence.OpenAsync(_fixture.Host["broken"], TimeProvider.System, Cancellation)).Fault!.Code.ShouldBe("invalid");
        (await RepositoryEvidence.OpenAsync(_fixture.Host["keys"], TimeProvider.System, Cancellation)).Fault!.Code.ShouldBe("not_found");
        (await RepositoryEvidence.OpenAsync("", TimeProvider.System, Cancellation)).Fault!.Code.ShouldBe("not_found");
    }

    private async Task<(MergeCommit Merge, ReceiptId[] Receipts)> MergeAsync(int count)
    {
        ReceiptId[] receipts = [.. Enumerable.Range(0, count).Select(_ => ReceiptId.New(TimeProvider.System))];
        _fixture.Git("checkout", "-q", "-b", "work");
        _fixture.Host.Write("repo/src/b.txt", "b\n");
        var work = _fixture.CommitAll("work");
        _fixture.Git("checkout", "-q", "main");
        var built = await new IntegrationBranch(_fixture.Repository).BuildMergeAsync(new()
        {
            Ours = _fixture.First,
            Theirs = work,
            Message = "Merge work",
            Trailers = [KeyValuePair.Create("Yoi-Ticket", Ticket.ToString()), KeyValuePair.Create("Yoi-Attempt", Attempt), .. receipts.Select(r => KeyValuePair.Create("Yoi-Receipt", r.ToString()))],
            Date = RepositoryFixture.Date,
        }, Cancellation);
        return (built.Value, receipts);
    }

    private static Receipt Receipt(ReceiptId id, MergeCommit merge) => new()
    {
        Id = id,
        Ticket = Ticket,
        Attempt = Attempt,
        Purpose = "merge",
        Command = "make test",
        ExitCode = 0,
        StartedAt = RepositoryFixture.Date,
        DurationMs = 12,
        Commit = merge.Commit,
        Tree = merge.Tree,
        Host = new Dictionary<string, string>(),
        Output = $"{id}.log",
        OutputSha256 = Convert.ToHexStringLower(SHA256.HashData("fine\n"u8)),
    };

    private void Write(Receipt receipt, ReceiptId? under = null)
    {
        var folder = $"repo/.yoi/tickets/{Ticket}/artifacts/receipts";
        _fixture.Host.Write($"{folder}/{receipt.Id}.log", "fine\n");
        _fixture.Host.Write($"{folder}/{under ?? receipt.Id}.json", JsonSerializer.Serialize(_signer.Sign(receipt), WireJson.Default.SignedReceipt));
    }

    private async Task RecordAsync()
    {
        _fixture.Host.Write($"repo/.yoi/tickets/{Ticket}/item.md", "---\n---\n");
        var keys = new Dictionary<string, ReadOnlyMemory<byte>> { [$"keys/{_signer.KeyId}.pem"] = Encoding.ASCII.GetBytes(_signer.PublicKeyPem) };
        (await new RecordsRef(_fixture.Repository).CommitAsync(Path.Combine(_fixture.Root, ".yoi/tickets"), "records", keys, RepositoryFixture.Date, Cancellation)).Fault.ShouldBeNull();
    }

    private async Task<MergeVerification> VerifyAsync(string commit)
    {
        using var evidence = (await RepositoryEvidence.OpenAsync(_fixture.Root, TimeProvider.System, Cancellation)).Value;
        return (await MergeVerification.RunAsync(evidence, commit, pin: null, Cancellation)).Value;
    }

    private static List<string> Wrong(MergeVerification verified) => [.. verified.Facts.Where(f => f.Fault is not null).Select(f => $"{f.What}: {f.Fault!.Message}")];
}
