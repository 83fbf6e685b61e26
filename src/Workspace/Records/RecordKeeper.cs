using System.Text;
using Microsoft.Extensions.Logging;
using Yoi.Protocol;
using Yoi.Worktrees;

namespace Yoi.Workspace;

/// <summary>Commits the ticket folders to <c>refs/yoi/records</c>, so that the record survives a lost checkout.</summary>
public sealed partial class RecordKeeper(RecordsRef records, string ticketsRoot, ReceiptSigner signer, TimeProvider time, ILogger<RecordKeeper> logger) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _keys = new() { [$"keys/{signer.KeyId}.pem"] = Encoding.UTF8.GetBytes(signer.PublicKeyPem) };

    /// <summary>Commits what has changed. A failure is logged, and mended by the next commit, which takes all there is.</summary>
    public async Task CommitAsync(string message, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var committed = await records.CommitAsync(ticketsRoot, message, _keys, time.GetUtcNow(), cancellationToken);
            // Before the first ticket there is no folder and nothing to keep.
            if (committed.Fault is { Code: not FaultCodes.NotFound } fault) LogFailed(fault.Code, fault.Message);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    [LoggerMessage(LogLevel.Warning, "The records could not be committed: {Code}: {Message}")]
    private partial void LogFailed(string code, string message);
}
