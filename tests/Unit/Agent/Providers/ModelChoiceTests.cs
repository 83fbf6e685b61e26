using Yoi.Agent;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Agent.Providers;

public sealed class ModelChoiceTests
{
    [Theory]
    [InlineData("openai:gpt-5", "openai", "gpt-5")]
    [InlineData("openai:ft:gpt-5:team", "openai", "ft:gpt-5:team")]
    [InlineData("anthropic:claude-test", "anthropic", "claude-test")]
    [InlineData("http://127.0.0.1:11434/v1:llama3:8b", "http://127.0.0.1:11434/v1", "llama3:8b")]
    [InlineData("http://[::1]:8080/v1:org/model", "http://[::1]:8080/v1", "org/model")]
    [InlineData("https://models.example/api/v1:m", "https://models.example/api/v1", "m")]
    public void The_three_forms_give_provider_and_model(string text, string provider, string model) =>
        ModelChoice.Parse(text).Value.ShouldBe(new ModelChoice(provider, model));

    [Theory]
    [InlineData("")]
    [InlineData("gpt-5")]
    [InlineData("openai")]
    [InlineData("openai:")]
    [InlineData(":gpt-5")]
    [InlineData("openai:gpt 5")]
    [InlineData("OpenAI:gpt-5")]
    [InlineData("other:model")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://127.0.0.1:8080/v1")]
    [InlineData("http://127.0.0.1:8080/v1:")]
    [InlineData("http:///v1:m")]
    [InlineData("http://127.0.0.1:8080/v1?key=1:m")]
    [InlineData("http://127.0.0.1:8080/v1#x:m")]
    [InlineData("ftp://models.example/v1:m")]
    [InlineData("https://user:password@models.example/v1:m")]
    public void Anything_else_is_refused_with_the_three_forms(string text)
    {
        var fault = ModelChoice.Parse(text).Fault!;

        fault.Code.ShouldBe(FaultCodes.Invalid);
        foreach (var form in new[] { "openai:<model>", "anthropic:<model>", "http://host:port/v1:<model>" }) fault.Message.ShouldContain(form);
        fault.Message.ShouldNotContain("password");
    }
}
