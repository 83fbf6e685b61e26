using System.Runtime.Versioning;
using System.Text;
using Yoi.Protocol;
using Yoi.Tests.Unit.Sandbox;
using Yoi.Worktrees;

namespace Yoi.Tests.Unit.Worktrees;

[SupportedOSPlatform("linux")]
public sealed class Signing : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_receipt_that_was_signed_verifies_with_the_public_key_alone()
    {
        using var signer = (await ReceiptSigner.OpenAsync(_folder["keys"], Cancellation)).Value;
        var receipt = Receipt();
        var read = ReceiptVerifier.Verify(signer.Sign(receipt), signer.PublicKeyPem).Value;

        (read with { Host = receipt.Host }).ShouldBe(receipt);
        read.Host.ShouldBe(receipt.Host);
        signer.KeyId.Length.ShouldBe(16);
        signer.PublicKeyPem.ShouldStartWith("-----BEGIN PUBLIC KEY-----");
    }

    [Fact]
    public async Task Anything_altered_is_refused()
    {
        using var signer = (await ReceiptSigner.OpenAsync(_folder["keys"], Cancellation)).Value;
        using var other = (await ReceiptSigner.OpenAsync(_folder["other"], Cancellation)).Value;
        var signed = signer.Sign(Receipt());
        var forged = Convert.ToBase64String(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Convert.FromBase64String(signed.Payload)).Replace("\"exit_code\":1", "\"exit_code\":0", StringComparison.Ordinal)));

        forged.ShouldNotBe(signed.Payload);
        foreach (var bad in new[] { signed with { Payload = forged }, signed with { KeyId = other.KeyId }, signed with { Signature = other.Sign(Receipt()).Signature }, signed with { Signature = "no base64" }, signed with { Payload = "" } })
            ReceiptVerifier.Verify(bad, signer.PublicKeyPem).Fault!.Code.ShouldBe("verification_failed");
        ReceiptVerifier.Verify(signed, other.PublicKeyPem).Fault!.Code.ShouldBe("verification_failed");
        ReceiptVerifier.Verify(signed, "no key").Fault!.Code.ShouldBe("verification_failed");
    }

    [Fact]
    public async Task The_key_is_made_once_and_for_this_user_only()
    {
        var signers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(async () => (await ReceiptSigner.OpenAsync(_folder["keys"], Cancellation)).Value)));
        signers.Select(s => s.KeyId).Distinct().Count().ShouldBe(1);
        foreach (var signer in signers) signer.Dispose();

        var file = Directory.GetFiles(_folder["keys"]).ShouldHaveSingleItem();
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(_folder["keys"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.ReadAllText(file).ShouldStartWith("-----BEGIN PRIVATE KEY-----");
    }

    [Fact]
    public async Task A_damaged_key_is_reported_and_kept()
    {
        var path = _folder.Write("keys/receipts.pem", "damaged");
        (await ReceiptSigner.OpenAsync(_folder["keys"], Cancellation)).Fault!.Code.ShouldBe("store_corrupt");
        File.ReadAllText(path).ShouldBe("damaged");
    }

    private static Receipt Receipt() => new()
    {
        Id = ReceiptId.New(TimeProvider.System),
        Ticket = new(1_700_000_000_000),
        Attempt = "a1",
        Purpose = "merge",
        Command = "make test",
        ExitCode = 1,
        StartedAt = RepositoryFixture.Date,
        DurationMs = 12,
        Commit = new('a', 40),
        Tree = new('b', 40),
        Host = new Dictionary<string, string> { ["os"] = "x" },
        Output = "o.log",
        OutputSha256 = new('c', 64),
    };
}
