using System.CommandLine;

namespace Yoi.Cli;

/// <summary><c>yoi model serve</c></summary>
internal static class ModelCommand
{
    public static Command Create()
    {
        var cassette = new Argument<string>("cassette") { Description = "A JSONL file of recorded answers" };
        var withParent = ParentWatch.Option();
        var port = new Option<int>("--port") { Description = "Port on 127.0.0.1; 0 takes a free one" };
        return new Command("model", "Models")
        {
            new Command("serve", "Answer model requests from a cassette: a local OpenAI-compatible server") { cassette, port, withParent }
                .Runs(async (parse, cancellationToken) =>
                {
                    using var ending = ParentWatch.Link(parse.GetValue(withParent), cancellationToken);
                    return await ModelServer.RunAsync(parse.GetRequiredValue(cassette), parse.GetValue(port), ending.Token);
                }),
        };
    }
}
