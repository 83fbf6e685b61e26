using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>What a person accepted for one workspace root.</summary>
internal sealed class TrustStore(KeptFile file, string workspaceRoot, TimeProvider time)
{
    /// <summary>What is trusted. A record that cannot be used trusts nothing, and the fault says so.</summary>
    public async Task<(ExecutableSettings Trusted, Fault? Fault)> ReadAsync(CancellationToken cancellationToken)
    {
        var (text, fault) = await file.ReadAsync(cancellationToken);
        if (text is null) return (ExecutableSettings.Nothing, fault);
        try
        {
            if (JsonSerializer.Deserialize(text, TrustJson.Default.TrustSchema)?.Schema > TrustRecord.CurrentSchema)
                return Unusable(FaultCodes.SchemaNewer, "was written by a newer program: use that one, or run 'yoi trust' again");
            var record = JsonSerializer.Deserialize(text, TrustJson.Default.TrustRecord);
            return record is not null && record.Digest == record.Trusted.Digest()
                ? (record.Trusted, null)
                : Unusable(FaultCodes.StoreCorrupt, "does not match its digest: run 'yoi trust' again");
        }
        catch (JsonException)
        {
            return Unusable(FaultCodes.StoreCorrupt, "is damaged: run 'yoi trust' again");
        }
    }

    public Task<Fault?> WriteAsync(ExecutableSettings trusted, CancellationToken cancellationToken)
    {
        var record = new TrustRecord(TrustRecord.CurrentSchema, workspaceRoot, time.GetUtcNow(), trusted.Digest(), trusted);
        return file.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(record, TrustJson.Default.TrustRecord), cancellationToken);
    }

    private static (ExecutableSettings Trusted, Fault? Fault) Unusable(string code, string why) =>
        (ExecutableSettings.Nothing, new(code, $"The record of what was trusted {why}. Until then no executable setting is in force."));
}
