using Microsoft.Extensions.AI;
using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>From a profile to the client of its model.</summary>
public static class ModelProviders
{
    /// <summary>The variable that holds the key of OpenAI and of compatible servers.</summary>
    public const string KeyVariable = "OPENAI_API_KEY";

    /// <summary>The variable that holds the key of Anthropic.</summary>
    public const string AnthropicKeyVariable = "ANTHROPIC_API_KEY";

    private const string OpenAI = "openai", Anthropic = "anthropic";
    private static readonly Uri OpenAIEndpoint = new("https://api.openai.com/v1"), AnthropicEndpoint = new("https://api.anthropic.com");

    /// <summary>
    /// Makes the client. A profile without a provider takes the one whose key is set, OpenAI first. <c>provider_missing</c> says what to set where the profile names no model,
    /// or a key is absent; <c>invalid</c> where the provider is no name and no URL. A server on this machine needs no key.
    /// </summary>
    /// <param name="profile">The profile.</param>
    /// <param name="environment">Reads a variable of the environment; keys come from nowhere else and are kept in the client only.</param>
    public static Result<IChatClient> Create(Profile profile, Func<string, string?> environment)
    {
        var section = "profiles." + profile.Name[(profile.Name.IndexOf(':', StringComparison.Ordinal) + 1)..];
        if ((profile.Provider ?? Found(environment)) is not { } provider)
        {
            return Missing(
                $"The profile '{profile.Name}' has no model provider. Set {section}.provider to 'openai', 'anthropic' or the base URL of an OpenAI-compatible server, " +
                $"or set the environment variable {KeyVariable} or {AnthropicKeyVariable}.");
        }

        if (string.IsNullOrWhiteSpace(profile.Model)) return Missing($"The profile '{profile.Name}' names no model. Set {section}.model.");
        if (provider == Anthropic)
        {
            return Key(AnthropicKeyVariable, environment) is { } secret
                ? new AnthropicChatClient(AnthropicEndpoint, profile.Model, secret)
                : Missing($"The provider '{provider}' needs a key. Set the environment variable {AnthropicKeyVariable}.");
        }

        if (!TryEndpoint(provider, out var endpoint))
        {
            return new Fault(
                FaultCodes.Invalid,
                $"The provider '{provider}' of the profile '{profile.Name}' is neither 'openai' nor 'anthropic' nor an http(s) URL without user, password, query and fragment. Correct {section}.provider.");
        }

        var key = Key(KeyVariable, environment);
        if (key is null && !endpoint.IsLoopback) return Missing($"The provider '{provider}' needs a key. Set the environment variable {KeyVariable}.");
        return new OpenAIChatClient(endpoint, profile.Model, key);
    }

    /// <summary>The keys that are set, as they are sent: what <see cref="AgentBackendOptions.Secrets"/> has to hold, whichever provider is used.</summary>
    /// <param name="environment">Reads a variable of the environment.</param>
    public static IReadOnlyList<string> Secrets(Func<string, string?> environment) => [.. new[] { Key(KeyVariable, environment), Key(AnthropicKeyVariable, environment) }.OfType<string>()];

    /// <summary>Whether a profile's provider may be called so: a name, or an http(s) URL without user, password, query and fragment.</summary>
    internal static bool IsProvider(string provider) => provider == Anthropic || TryEndpoint(provider, out _);

    private static string? Found(Func<string, string?> environment) =>
        Key(KeyVariable, environment) is not null ? OpenAI : Key(AnthropicKeyVariable, environment) is not null ? Anthropic : null;

    private static string? Key(string variable, Func<string, string?> environment) => environment(variable) is { } set && !string.IsNullOrWhiteSpace(set) ? set.Trim() : null;

    private static bool TryEndpoint(string provider, out Uri endpoint)
    {
        endpoint = OpenAIEndpoint;
        if (provider == OpenAI) return true;
        if (!Uri.TryCreate(provider, UriKind.Absolute, out var url)) return false;
        endpoint = url;
        return (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && (url.UserInfo + url.Query + url.Fragment).Length == 0;
    }

    private static Fault Missing(string message) => new(FaultCodes.ProviderMissing, message);
}
