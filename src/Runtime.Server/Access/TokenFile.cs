using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>
/// Who may come in: one token a line, as hashes. The file is read again when it changes, looked at with each request and each second; while it cannot be used nobody comes in.
/// </summary>
public sealed partial class TokenFile : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private State _state;
    private int _looking;

    private TokenFile(string path, TimeProvider time, ILogger logger, State state)
    {
        (_path, _time, _logger, _state) = (path, time, logger, state);
        _timer = time.CreateTimer(_ => LookAndGoOn(), null, Look, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Opens the file. Fails with <c>not_found</c> (there is none, or no token in it), <c>forbidden_authority</c> (others may read it), <c>invalid</c> (a line, by its number), <c>store_failed</c>.
    /// </summary>
    public static Result<TokenFile> Open(string path, TimeProvider time, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        var stamp = TokenFileReading.StampOf(path);
        if (!TokenFileReading.Read(path).TryGet(out var grants, out var fault)) return fault;
        return grants.Count == 0
            ? new Fault(FaultCodes.NotFound, $"The token file {path} has no token; make one with `yoi runtime token new`.")
            : new TokenFile(path, time, logger ?? NullLogger.Instance, new(stamp, grants));
    }

    /// <summary>Makes a token, puts its hash at the file's end and answers its text, which is kept nowhere. Makes the file where there is none. Faults as for <see cref="Open"/>, and <c>invalid</c> for what the token cannot be.</summary>
    public static ValueTask<Result<string>> AddAsync(string path, NewToken token, CancellationToken cancellationToken) => TokenFileWriting.AddAsync(path, token, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _timer.Dispose();

    /// <summary>What a token opens now; null where it opens nothing.</summary>
    internal TokenGrant? Find(string? token)
    {
        if (Secret.Hash(token) is not { } digest) return null;
        Refresh();
        TokenGrant? found = null;
        foreach (var grant in Current.Grants)
            if (CryptographicOperations.FixedTimeEquals(grant.Digest, digest)) found = grant;
        return found is not null && !Expired(found) ? found : null;
    }

    /// <summary>Completes when a grant opens nothing any more.</summary>
    internal async Task EndedAsync(TokenGrant grant, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = Current;
            if (!Opens(grant, state)) return;
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var expired = grant.Expires is { } at ? Task.Delay(Until(at), _time, waiting.Token) : Task.Delay(Timeout.InfiniteTimeSpan, _time, waiting.Token);
            await await Task.WhenAny(state.Replaced.Task, expired);
            await waiting.CancelAsync();
        }
    }

    private State Current
    {
        get
        {
            lock (_gate) return _state;
        }
    }

    /// <summary>A token that was given other rights is asked for again.</summary>
    private bool Opens(TokenGrant grant, State state) => !Expired(grant) && state.Grants.Any(known =>
        known.Hash == grant.Hash && known.Workspace == grant.Workspace && known.Expires == grant.Expires && known.Permissions.SequenceEqual(grant.Permissions));

    private bool Expired(TokenGrant grant) => grant.Expires <= _time.GetUtcNow();

    private TimeSpan Until(DateTimeOffset at)
    {
        var left = at - _time.GetUtcNow();
        // A timer takes no longer than 49 days.
        return left > TimeSpan.FromDays(30) ? TimeSpan.FromDays(30) : left < TimeSpan.Zero ? TimeSpan.Zero : left;
    }

    private void LookAndGoOn()
    {
        Refresh();
        _timer.Change(Look, Timeout.InfiniteTimeSpan);
    }

    private void Refresh()
    {
        // Who comes while another looks takes what there is.
        if (Interlocked.Exchange(ref _looking, 1) == 1) return;
        try
        {
            var stamp = TokenFileReading.StampOf(_path);
            if (stamp == Current.Stamp) return;
            if (!TokenFileReading.Read(_path).TryGet(out var grants, out var fault))
            {
                LogUnusable(_logger, fault);
                grants = [];
            }

            State before;
            lock (_gate) (before, _state) = (_state, new(stamp, grants));
            before.Replaced.SetResult();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogUnseen(_logger, exception);
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }

    private sealed record State((DateTime Written, long Length, UnixFileMode Mode) Stamp, IReadOnlyList<TokenGrant> Grants)
    {
        public TaskCompletionSource Replaced { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "No token opens anything until this is mended: {Fault}")]
    private static partial void LogUnusable(ILogger logger, Fault fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The token file cannot be looked at; what it said last holds")]
    private static partial void LogUnseen(ILogger logger, Exception exception);
}
