namespace Yoi.Agent;

/// <summary>Decides whether and when a failed model call is made again.</summary>
internal static class RetryPolicy
{
    /// <summary>The wait before the next try, or null to give up.</summary>
    /// <param name="failure">The failure at hand.</param>
    /// <param name="failures">Failures in a row, this one included.</param>
    /// <param name="options">The patience.</param>
    /// <param name="chance">A random number from 0 to 1, so that many Workers do not come back at the same moment.</param>
    public static TimeSpan? Delay(ProviderFailure failure, int failures, ModelCallOptions options, double chance)
    {
        if (!failure.Transient || failures > options.MaxRetries) return null;
        var backoff = options.RetryDelay * Math.Pow(2, failures - 1) * (1 - chance / 2);
        if (failure.RetryAfter is not { } asked) return backoff < options.MaxRetryDelay ? backoff : options.MaxRetryDelay;
        return asked > options.MaxRetryDelay ? null : asked > backoff ? asked : backoff;
    }
}
