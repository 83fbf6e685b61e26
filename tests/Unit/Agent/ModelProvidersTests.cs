using Yoi.Agent;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Agent;

public sealed class ModelProvidersTests
{
    private const string Key = "sk-test-1234567890";

    [Theory]
    [InlineData(null, "m", null, "profiles.coder.provider")]
    [InlineData("openai", "m", null, "OPENAI_API_KEY")]
    [InlineData("openai", "m", "  ", "OPENAI_API_KEY")]
    [InlineData("openai", null, Key, "profiles.coder.model")]
    [InlineData("http://127.0.0.1:1/v1", null, null, "profiles.coder.model")]
    [InlineData("https://models.example/v1", "m", null, "OPENAI_API_KEY")]
    public void What_is_missing_is_named(string? provider, string? model, string? key, string named)
    {
        var fault = Create(provider, model, key).Fault!;

        fault.Code.ShouldBe(FaultCodes.ProviderMissing);
        fault.Message.ShouldContain(named);
    }

    [Theory]
    [InlineData("openai", Key)]
    [InlineData(null, Key)]
    [InlineData("https://models.example/v1", Key)]
    [InlineData("http://127.0.0.1:8080/v1", null)]
    [InlineData("http://localhost:8080/v1", null)]
    public void What_is_complete_makes_a_client(string? provider, string? key) => Create(provider, "m", key).Value.ShouldBeOfType<OpenAIChatClient>();

    [Theory]
    [InlineData("antropic")]
    [InlineData("ftp://models.example")]
    [InlineData("https://user:password@models.example/v1")]
    public void What_is_no_provider_is_invalid_and_shows_no_key(string provider)
    {
        var fault = Create(provider, "m", Key).Fault!;

        fault.Code.ShouldBe(FaultCodes.Invalid);
        fault.Message.ShouldNotContain(Key);
    }

    private static Result<Microsoft.Extensions.AI.IChatClient> Create(string? provider, string? model, string? key) =>
        ModelProviders.Create(Bench.Coder with { Provider = provider, Model = model }, name => name == "OPENAI_API_KEY" ? key : null);
}
