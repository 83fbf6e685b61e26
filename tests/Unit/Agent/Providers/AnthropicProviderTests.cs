using Yoi.Agent;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Agent.Providers;

public sealed class AnthropicProviderTests
{
    private const string OpenAIKey = "sk-openai-1234567890", AnthropicKey = "sk-ant-1234567890";

    [Fact]
    public void Anthropic_by_name_needs_its_own_key()
    {
        Create("anthropic", null, AnthropicKey).Value.ShouldBeOfType<AnthropicChatClient>();

        var fault = Create("anthropic", OpenAIKey, null).Fault!;
        fault.Code.ShouldBe(FaultCodes.ProviderMissing);
        fault.Message.ShouldContain("ANTHROPIC_API_KEY");
        fault.Message.ShouldNotContain("OPENAI_API_KEY");
        Create("anthropic", null, " ").Fault!.Code.ShouldBe(FaultCodes.ProviderMissing);
        Create("openai", null, AnthropicKey).Fault!.Message.ShouldContain("OPENAI_API_KEY");
    }

    [Fact]
    public void Without_a_provider_the_key_that_is_set_decides()
    {
        Create(null, null, AnthropicKey).Value.ShouldBeOfType<AnthropicChatClient>();
        Create(null, OpenAIKey, AnthropicKey).Value.ShouldBeOfType<OpenAIChatClient>();
        Create(null, null, null).Fault!.Message.ShouldSatisfyAllConditions(m => m.ShouldContain("OPENAI_API_KEY"), m => m.ShouldContain("ANTHROPIC_API_KEY"));
    }

    [Fact]
    public void Every_key_that_is_set_is_a_secret_as_it_is_sent()
    {
        ModelProviders.Secrets(Environment(OpenAIKey + "\n", AnthropicKey)).ShouldBe([OpenAIKey, AnthropicKey]);
        ModelProviders.Secrets(Environment(null, AnthropicKey)).ShouldBe([AnthropicKey]);
        ModelProviders.Secrets(Environment(" ", null)).ShouldBeEmpty();
    }

    private static Result<Microsoft.Extensions.AI.IChatClient> Create(string? provider, string? openAI, string? anthropic) =>
        ModelProviders.Create(Bench.Coder with { Provider = provider, Model = "m" }, Environment(openAI, anthropic));

    private static Func<string, string?> Environment(string? openAI, string? anthropic) => name => name switch
    {
        "OPENAI_API_KEY" => openAI,
        "ANTHROPIC_API_KEY" => anthropic,
        _ => null,
    };
}
