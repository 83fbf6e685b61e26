using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Yoi.Tests.EndToEnd.Whole;

/// <summary>Whoever can write the records changes one thing after another; each is found and named.</summary>
public sealed class VerifyTamperTests(VerifyRepository repository) : IClassFixture<VerifyRepository>
{
    [Fact]
    public async Task A_changed_payload_or_signature_or_file_is_found()
    {
        Ended ended = await After((repository.ReceiptPath, json => Edit(json, r => r["payload"] = Encode(Decode(r["payload"]!).Replace("\"exit_code\":0", "\"exit_code\":1", StringComparison.Ordinal)))));
        VerifyTests.Faulted(ended, $"signature of receipt {repository.Receipt}", "the signature does not fit");

        ended = await After((repository.ReceiptPath, json => Edit(json, r => r["signature"] = Convert.ToBase64String(new byte[64]))));
        VerifyTests.Faulted(ended, $"signature of receipt {repository.Receipt}", "the signature does not fit");

        ended = await After((repository.ReceiptPath, _ => "{}"));
        VerifyTests.Faulted(ended, repository.ReceiptPath, "not the form of a signed receipt");

        ended = await After((repository.ReceiptPath, _ => null));
        VerifyTests.Faulted(ended, repository.ReceiptPath, "There is no ");
    }

    [Fact]
    public async Task A_replaced_or_missing_key_is_found()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        VerifyTests.Faulted(await After((repository.KeyPath, _ => other.ExportSubjectPublicKeyInfoPem())), $"key of receipt {repository.Receipt}", "it was replaced");
        VerifyTests.Faulted(await After((repository.KeyPath, _ => "garbage")), $"key of receipt {repository.Receipt}", "no ECDSA P-256 key");
        VerifyTests.Faulted(await After((repository.KeyPath, _ => null)), $"key of receipt {repository.Receipt}", "There is no ");
        VerifyTests.Faulted(await After((repository.ReceiptPath, json => Edit(json, r => r["key_id"] = "../../../../etc"))), $"key of receipt {repository.Receipt}", "no key id");
    }

    [Fact]
    public async Task A_changed_or_missing_output_is_found()
    {
        VerifyTests.Faulted(await After((repository.OutputPath, output => output + "x")), repository.OutputPath, "the output was changed");
        VerifyTests.Faulted(await After((repository.OutputPath, _ => null)), repository.OutputPath, "There is no ");
    }

    [Theory]
    [InlineData("id", "00000000-0000-7000-8000-000000000001", "its receipt is 00000000-0000-7000-8000-000000000001")]
    [InlineData("ticket", "0000000000001", "its ticket is 0000000000001")]
    [InlineData("attempt", "0000000000001-1", "its attempt is 0000000000001-1")]
    [InlineData("purpose", "submit", "its purpose is submit, not merge")]
    [InlineData("commit", "1111111111111111111111111111111111111111", "its commit is 1111")]
    [InlineData("tree", "1111111111111111111111111111111111111111", "its tree is 1111")]
    [InlineData("exit_code", null, "its exit code is none, not 0")]
    public async Task A_receipt_signed_anew_must_still_be_about_this_merge_and_is_not_by_the_pinned_key(string field, string? value, string why)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var id = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];
        var clone = await repository.Clone();
        await clone.Change(
            ($"keys/{id}.pem", _ => key.ExportSubjectPublicKeyInfoPem()),
            (repository.ReceiptPath, json => Edit(json, r =>
            {
                var payload = JsonNode.Parse(Decode(r["payload"]!))!;
                payload[field] = value;
                var bytes = Encoding.UTF8.GetBytes(payload.ToJsonString());
                (r["payload"], r["key_id"]) = (Convert.ToBase64String(bytes), id);
                r["signature"] = Convert.ToBase64String(key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
            })));

        VerifyTests.Faulted(await clone.Verify(repository.Merge), repository.ReceiptPath, why);
        VerifyTests.Faulted(await clone.Verify(repository.Merge, "--key", repository.KeyId), $"signature of receipt {repository.Receipt}", $"made by key {id}, not by the trusted key");
    }

    [Theory]
    [InlineData("to: inprogress", "accepted")]
    [InlineData("step: submit", "submitted")]
    [InlineData("event: review", "approved")]
    [InlineData("step: merge", "merged")]
    [InlineData("to: done", "done")]
    public async Task A_record_that_is_missing_or_out_of_its_place_is_found(string record, string what)
    {
        var ended = await AfterThread(events => events.RemoveAt(At(events, record)));
        VerifyTests.Facts(ended, "FAULT ").ShouldBe([what]);
        VerifyTests.Faulted(ended, $"thread: {what}", what == "done" ? "went to closed instead" : "there is none at all");

        // A merge report in front of all, or another record where it comes too early or too late.
        ended = await AfterThread(events =>
        {
            var (at, moved) = (At(events, record), events[At(events, record)]);
            events.RemoveAt(at);
            events.Insert(record is "to: done" or "step: merge" ? 1 : events.Count, moved);
        });
        VerifyTests.Faulted(ended, "thread: ", what == "done" ? "went to closed instead" : "there is one elsewhere, in line ");
    }

    [Theory]
    [InlineData("event: review", "author: \"reviewer", "author: \"coder", "approved", "not by a reviewer other than the coder")]
    [InlineData("event: review", "status: approve", "status: request_changes", "approved", "the last verdict is request_changes")]
    [InlineData("event: review", "commit: ", "commit: 1", "approved", "it is about commit 1")]
    [InlineData("event: review", " op: ", " po: ", "approved", "no operation id")]
    [InlineData("step: submit", "commit: ", "commit: 1", "submitted", "it is about commit 1")]
    [InlineData("step: merge", "merge: ", "merge: 1", "merged", "No such record with this commit")]
    [InlineData("step: merge", "receipts: ", "receipts: 1", "merged", "not those of the commit")]
    [InlineData("step: merge", "author: yoi", "author: person", "merged", "not by the workspace")]
    [InlineData("to: inprogress", "from: queued", "from: planning", "accepted", "it leaves planning, not queued")]
    [InlineData("to: done", "author: yoi", "author: person", "done", "not by the workspace")]
    public async Task A_record_that_says_something_else_is_found(string record, string from, string to, string what, string why)
    {
        var ended = await AfterThread(events =>
        {
            var at = At(events, record);
            events[at].ShouldContain(from);
            var place = events[at].IndexOf(from, StringComparison.Ordinal);
            events[at] = string.Concat(events[at].AsSpan(0, place), to, events[at].AsSpan(place + from.Length));
        });

        VerifyTests.Faulted(ended, $"thread: {what}", why);
    }

    [Fact]
    public async Task A_second_report_and_a_step_back_and_a_missing_thread_are_found()
    {
        var twice = await AfterThread(events => events.Insert(At(events, "step: merge"), events[At(events, "step: merge")]));
        VerifyTests.Faulted(twice, "thread: merged", "the merge is reported again, in line ");

        var back = await AfterThread(events => events.Insert(At(events, "event: review"), events[At(events, "to: inprogress")].Replace("from: queued to: inprogress", "from: inprogress to: queued", StringComparison.Ordinal)));
        VerifyTests.Faulted(back, "thread: accepted", "left inprogress again in line ");

        VerifyTests.Faulted(await After((repository.ThreadPath, _ => null)), repository.ThreadPath, "There is no ");
    }

    private async Task<Ended> After((string Path, Func<string, string?> Change) change)
    {
        var clone = await repository.Clone();
        await clone.Change(change);
        return await clone.Verify(repository.Merge);
    }

    private async Task<Ended> AfterThread(Action<List<string>> change)
    {
        var clone = await repository.Clone();
        await clone.ChangeThread(change);
        return await clone.Verify(repository.Merge);
    }

    private static int At(List<string> events, string text) => events.FindIndex(e => e.Split('\n')[0].Contains(text, StringComparison.Ordinal));

    private static string Edit(string json, Action<JsonNode> change)
    {
        var node = JsonNode.Parse(json)!;
        change(node);
        return node.ToJsonString();
    }

    private static string Decode(JsonNode payload) => Encoding.UTF8.GetString(Convert.FromBase64String((string)payload!));

    private static string Encode(string payload) => Convert.ToBase64String(Encoding.UTF8.GetBytes(payload));
}
