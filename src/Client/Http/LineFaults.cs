using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>What failures on the way to a server are called.</summary>
/// <param name="Unreachable">Nothing was sent: nobody answers there.</param>
/// <param name="Lost">The line broke; whether the server did what was asked is unknown.</param>
/// <param name="TimedOut">It took longer than it may.</param>
/// <param name="Malformed">What came cannot be understood.</param>
internal sealed record LineFaults(Fault Unreachable, Fault Lost, Fault TimedOut, Fault Malformed)
{
    /// <summary>A fault for a request that came to nothing.</summary>
    public Fault Of(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.HttpProtocolError => Malformed,
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError => Unreachable,
        _ => Lost,
    };

    /// <summary>A fault for an answer that broke off.</summary>
    public Fault Of(IOException exception) => exception is HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError } ? Malformed : Lost;
}
