using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Worktrees;

/// <summary>Signs receipts with this host's key (ECDSA P-256), which lies outside every repository and is readable by this user only.</summary>
public sealed class ReceiptSigner : IDisposable
{
    private const string FileName = "receipts.pem";
    private readonly ECDsa _key;

    private ReceiptSigner(ECDsa key)
    {
        _key = key;
        PublicKeyPem = key.ExportSubjectPublicKeyInfoPem() + "\n";
        KeyId = ReceiptVerifier.IdOf(key);
    }

    /// <summary>SHA-256 of the public key, first 16 hex digits; the key lies in the records as <c>keys/&lt;id&gt;.pem</c>.</summary>
    public string KeyId { get; }

    /// <summary>The public key (SubjectPublicKeyInfo) as PEM.</summary>
    public string PublicKeyPem { get; }

    /// <summary>
    /// Opens the key in a folder, making both where absent; of several processes that do so at once, one's key stays. Faults: <c>store_corrupt</c>
    /// where the file holds no such key, <c>store_failed</c>.
    /// </summary>
    public static async Task<Result<ReceiptSigner>> OpenAsync(string keyFolder, CancellationToken cancellationToken)
    {
        try
        {
            var path = Path.Combine(PrivateFolder.Create(keyFolder), FileName);
            if (!File.Exists(path)) await CreateAsync(path, cancellationToken);
            return Read(await File.ReadAllTextAsync(path, cancellationToken));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Fault(FaultCodes.StoreFailed, $"The key for receipts cannot be read or made: {e.Message}");
        }
    }

    /// <summary>Signs the receipt's exact bytes.</summary>
    public SignedReceipt Sign(Receipt receipt)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(receipt, WireJson.Default.Receipt);
        var signature = _key.SignData(payload, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return new(Convert.ToBase64String(payload), KeyId, Convert.ToBase64String(signature));
    }

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();

    private static Result<ReceiptSigner> Read(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.KeySize == 256) return new ReceiptSigner(key);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // Answered below, as for a key of another kind.
        }

        key.Dispose();
        return new Fault(FaultCodes.StoreCorrupt, $"'{FileName}' holds no ECDSA P-256 key; restore it from a backup, or move it away to get a new one.");
    }

    private static async Task CreateAsync(string path, CancellationToken cancellationToken)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var temporary = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            await using (var file = new FileStream(temporary, options))
            {
                await file.WriteAsync(System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"), cancellationToken);
                file.Flush(flushToDisk: true);
            }

            // Never over another's: whoever comes second reads the first one's.
            if (OperatingSystem.IsWindows()) File.Move(temporary, path, overwrite: false);
            else if (Link(temporary, path) != 0 && !File.Exists(path)) throw new IOException($"The key cannot be put in place (error {Marshal.GetLastPInvokeError()}).");
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process made it.
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // The class library's move without overwrite looks first and renames then: of several processes the last one's key would stay, and the others would sign with one that nobody can verify.
    [DllImport("libc", EntryPoint = "link", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(string from, string to);
}
