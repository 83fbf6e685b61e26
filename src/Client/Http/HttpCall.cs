namespace Yoi.Client;

/// <summary>One thing asked of a server.</summary>
/// <param name="Method">How.</param>
/// <param name="Path">What, below the server's base.</param>
internal sealed record HttpCall(HttpMethod Method, string Path)
{
    /// <summary>JSON to be sent.</summary>
    public byte[]? Body { get; init; }

    /// <summary>What may come back.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>Further headers, checked by whoever takes them from a caller.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>How much longer than others it may take.</summary>
    public TimeSpan Longer { get; init; }

    /// <summary>Whether doing it twice is doing it once.</summary>
    public bool IsRepeatable { get; init; }
}

/// <summary>What a server answered, no larger than allowed.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="MediaType">What the body is.</param>
/// <param name="RetryAfter">When it wants to be asked again.</param>
/// <param name="Body">The body; of a refusal only where it is a problem.</param>
internal sealed record HttpAnswer(int Status, string? MediaType, TimeSpan? RetryAfter, byte[] Body)
{
    public const string Json = "application/json";
    public const string Problem = "application/problem+json";

    public bool IsSuccess => Status is >= 200 and < 300;
}
