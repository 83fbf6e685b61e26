using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>The key that a mutation carries, from its check to its record.</summary>
internal sealed class KeyUse(KeyLedger ledger, string id) : IDisposable
{
    /// <summary>The largest answer that is kept, in bytes.</summary>
    private const int MostAnswer = 512 * 1024;

    private bool _isInside;
    private bool _keeps;
    private KeyRecord? _record;

    public static KeyUse? Of(HttpContext context) => context.Features.Get<KeyUse>();

    public static KeyUse For(KeyLedger ledger, HttpContext context, string key) =>
        new(ledger, Digest(Encoding.UTF8.GetBytes($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}\n{key}")));

    /// <summary>From here on the answer itself is kept: what is done would be done anew when it is asked for again.</summary>
    public static void KeepAnswer(HttpContext context)
    {
        if (Of(context) is { } use) use._keeps = true;
    }

    /// <summary>Whether the call may go on with what it sends; else it was answered: as the first call under its key was, or with 409 where that sent something else.</summary>
    public async ValueTask<bool> MayGoOnAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var known = await ledger.EnterAsync(id, context.RequestAborted);
        _isInside = true;
        var digest = Digest(body.Span);
        if (known is null || (known.Body == digest && known.Answer is null))
        {
            if (known is null) _record = new(id, digest, default);
            return true;
        }

        if (known.Body == digest) await RepeatAsync(context, known.Status!.Value, known.Answer!);
        else await Refusal.WriteAsync(context, new(FaultCodes.Conflict, "This Idempotency-Key was used for another body; send a new key with it."));
        return false;
    }

    /// <summary>Sees what is answered.</summary>
    public void Answered(int status, ReadOnlyMemory<byte> body)
    {
        if (_keeps && _record is not null && body.Length <= MostAnswer) _record = _record with { Status = status, Answer = Encoding.UTF8.GetString(body.Span) };
    }

    /// <summary>Keeps what was done, where it was; a fault of the journal.</summary>
    public async ValueTask<Fault?> KeepAsync(int status) =>
        // What was done is kept whether or not the caller still waits.
        _record is { } record && status < StatusCodes.Status400BadRequest ? await ledger.SaveAsync(record with { At = ledger.Now }, CancellationToken.None) : null;

    public void Dispose()
    {
        if (_isInside) ledger.Leave(id);
    }

    private static async Task RepeatAsync(HttpContext context, int status, string answer)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        var body = Encoding.UTF8.GetBytes(answer);
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
