using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>A model as the command line names it.</summary>
/// <param name="Provider">What goes into a profile's provider: <c>openai</c>, <c>anthropic</c>, or a base URL.</param>
/// <param name="Model">The model's name there.</param>
public sealed record ModelChoice(string Provider, string Model)
{
    /// <summary>The three forms, for help texts.</summary>
    public const string Forms = "openai:<model>, anthropic:<model> or http://host:port/v1:<model>";

    private const int LongestModel = 200;

    /// <summary>Reads one of the three forms; else <c>invalid</c>, which names them. A model's own name may hold colons and slashes.</summary>
    public static Result<ModelChoice> Parse(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal);
        // In a URL the first colon behind the host and its port: behind the first slash of the path.
        var from = start < 0 ? 0 : text.IndexOf('/', start + 3);
        var colon = from < 0 ? -1 : text.IndexOf(':', from);
        if (colon < 0) return No(text);
        var (provider, model) = (text[..colon], text[(colon + 1)..]);
        if (model.Length is 0 or > LongestModel || model.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))) return No(text);
        return ModelProviders.IsProvider(provider) ? new ModelChoice(provider, model) : No(text);
    }

    private static Fault No(string text)
    {
        // A password in a URL is not repeated.
        var shown = text.Contains('@', StringComparison.Ordinal) ? "This" : $"'{text}'";
        return new(FaultCodes.Invalid, $"{shown} names no model. Write {Forms}.");
    }
}
