namespace Yoi.Agent;

/// <summary>Patience with a model provider.</summary>
public sealed record ModelCallOptions
{
    /// <summary>How long the first piece of an answer may take; default 2 minutes.</summary>
    public TimeSpan FirstTokenTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the next piece may take; default 1 minute.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Retries of one answer, 0 to 10; default 4.</summary>
    public int MaxRetries { get; init; } = 4;

    /// <summary>The wait before the first retry, doubled for each further one; up to half of it is taken off at random. Default 1 second.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>No wait is longer, also when the provider asks for it: the call then fails at once. Default 1 minute.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromMinutes(1);
}
