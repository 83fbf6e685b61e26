using System.CommandLine;
using Yoi.Client;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary><c>yoi runtime add</c>, <c>test</c> and <c>remove</c>. A token never stands among the arguments, where every process of the machine could read it.</summary>
internal static class RuntimeJoinCommands
{
    public static Command Add()
    {
        var (name, url, variable, json) = (Name(), Url(), TokenVariable(), WorkerCommand.Json());
        url.Arity = ArgumentArity.ZeroOrOne;
        var older = new Option<string?>("--older") { Description = "Instead of a URL: show the Workers of the older program, from its data folder", HelpName = "DIR" };
        return new Command("add", "Join a runtime, which must answer; its token is read from standard input (needs `yoi up`)") { name, url, variable, older, json }
            .WithExample("yoi runtime add far https://runtime.example:8443 < token.txt")
            .RunsWithRuntimes(async (runtimes, parse, cancellationToken) =>
            {
                if (!Parsed(parse.GetRequiredValue(name)).TryGet(out var runtime, out var fault)) return fault;
                var address = parse.GetValue(url);
                if (address is null == parse.GetValue(older) is null) return new(FaultCodes.Invalid, "Give the URL of a runtime, or --older and a folder.");
                var added = parse.GetValue(older) is { } folder
                    ? await runtimes.AddOlderAsync(new(runtime.Id, Path.GetFullPath(folder)), cancellationToken)
                    : await WithTokenAsync(parse.GetValue(variable), token => runtimes.AddAsync(new(runtime.Id, address!, token), cancellationToken), cancellationToken);
                return Show(added, parse.GetValue(json), $"{runtime.Id} is joined.");
            });
    }

    public static Command Test()
    {
        var (url, variable, json) = (Url(), TokenVariable(), WorkerCommand.Json());
        return new Command("test", "Ask a runtime whether it answers and takes the token, without joining it (needs `yoi up`)") { url, variable, json }
            .WithExample("yoi runtime test https://runtime.example:8443 < token.txt")
            .RunsWithRuntimes(async (runtimes, parse, cancellationToken) =>
            {
                var address = parse.GetValue(url);
                var tested = await WithTokenAsync(parse.GetValue(variable), token => runtimes.TestAsync(new(RuntimeId.Parse("tested", null), address!, token), cancellationToken), cancellationToken);
                return Show(tested, parse.GetValue(json), "It answers and takes the token.");
            });
    }

    public static Command Remove()
    {
        var name = Name();
        return new Command("remove", "Take a runtime away that has no Workers (needs `yoi up`)") { name }.WithExample("yoi runtime remove far").RunsWithRuntimes(async (runtimes, parse, cancellationToken) =>
        {
            if (!Parsed(parse.GetRequiredValue(name)).TryGet(out var runtime, out var fault)) return fault;
            if (await runtimes.RemoveAsync(runtime.Id, cancellationToken) is { } refused) return refused;
            Said.Print($"{runtime.Id} is taken away.", runtime.Id.ToString());
            return null;
        });
    }

    /// <summary>A runtime's name; <c>invalid</c> where it cannot be one.</summary>
    public static Result<RuntimeName> Parsed(string text) =>
        RuntimeId.TryParse(text, null, out var id) ? new RuntimeName(id) : new Fault(FaultCodes.Invalid, $"'{text}' is no name of a runtime: 1 to 64 lower-case letters, digits and hyphens, starting with a letter.");

    private static Argument<string> Name() => new("name") { Description = "Its name here: lower-case letters, digits and hyphens" };

    private static Argument<string?> Url() => new("url") { Description = "Its address: https, or http on this machine" };

    private static Option<string?> TokenVariable() => new("--token-env") { Description = "Take the token from this environment variable, not from standard input", HelpName = "NAME" };

    private static async Task<Result<RuntimeView>> WithTokenAsync(string? variable, Func<string, Task<Result<RuntimeView>>> act, CancellationToken cancellationToken)
    {
        if (variable is not null)
            return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set ? await act(set.Trim()) : new Fault(FaultCodes.Invalid, $"The environment variable {variable} is not set.");
        if (!Console.IsInputRedirected) await Console.Error.WriteAsync("Token: ");
        return (await Console.In.ReadLineAsync(cancellationToken))?.Trim() is { Length: > 0 } read ? await act(read) : new Fault(FaultCodes.Invalid, "No token came in on standard input.");
    }

    private static Fault? Show(Result<RuntimeView> result, bool asJson, string sentence)
    {
        if (!result.TryGet(out var runtime, out var fault)) return fault;
        if (asJson) JsonLine.Write(runtime, BrowserJson.Default.RuntimeView);
        else Said.Print(sentence, RuntimeListCommand.Row(runtime));
        return null;
    }
}

/// <summary>The name of a runtime as it was typed.</summary>
internal sealed record RuntimeName(RuntimeId Id);
