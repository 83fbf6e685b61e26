using System.CommandLine;
using System.Net;
using Microsoft.Extensions.Logging;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary><c>yoi runtime serve</c></summary>
internal static class RuntimeServeCommand
{
    public static Command Create()
    {
        var bind = new Option<string>("--bind") { Description = "Where to listen; port 0 takes a free one", HelpName = "ADDRESS:PORT", DefaultValueFactory = _ => "127.0.0.1:0" };
        var store = new Option<string>("--store") { Description = "Where histories are kept: file, or memory, which forgets them at the end", DefaultValueFactory = _ => "file" };
        store.AcceptOnlyFromAmong("memory", "file");
        var root = new Option<string?>("--root") { Description = "The store's folder", HelpName = "DIR" };
        var tokens = RuntimeCommand.TokenFile();
        var repository = new Option<string?>("--repository") { Description = "The git repository in which this host keeps worktrees for workspaces (default: none)", HelpName = "DIR" };
        var certificate = new Option<string?>("--tls-cert") { Description = "The certificate chain of HTTPS, in PEM", HelpName = "FILE" };
        var key = new Option<string?>("--tls-key") { Description = "Its private key, in PEM", HelpName = "FILE" };
        var behindProxy = new Flag("--behind-proxy") { Description = "A proxy in front speaks HTTPS: plain HTTP beyond this machine is fine" };
        var json = new Flag("--json") { Description = "Print the address as JSON" };
        var verbose = new Flag("--verbose") { Description = "Log every step to standard error" };
        var withParent = ParentWatch.Option();
        return new Command("serve", "Run a runtime over HTTP until SIGTERM or Ctrl-C") { bind, store, root, tokens, repository, certificate, key, behindProxy, json, verbose, withParent }
            .Runs(async (parse, cancellationToken) =>
            {
                if (!IPEndPoint.TryParse(parse.GetRequiredValue(bind), out var endpoint)) return new(FaultCodes.Invalid, "--bind takes an IP address and a port, such as 127.0.0.1:8443 or [::]:8443.");
                var settings = new RuntimeSettings(
                    endpoint, parse.GetRequiredValue(store) == "file", parse.GetValue(root), parse.GetRequiredValue(tokens), parse.GetValue(certificate), parse.GetValue(key), parse.Has(behindProxy),
                    parse.GetValue(repository));
                using var loggers = LoggerFactory.Create(logging => logging
                    .SetMinimumLevel(parse.Has(verbose) ? LogLevel.Debug : LogLevel.Warning)
                    .AddFilter("Microsoft", LogLevel.Warning)
                    .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None) // what it logs it also throws, and that is told below
                    .AddSimpleConsole(console => console.SingleLine = true)
                    .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
                using var ending = ParentWatch.Link(parse.GetValue(withParent), cancellationToken);
                if (!(await RuntimeProcess.StartAsync(settings, loggers, ending.Token)).TryGet(out var process, out var fault)) return fault;
                await using (process)
                {
                    if (parse.Has(json)) JsonLine.Write(new RuntimeAddressJson($"{process.Address}".TrimEnd('/')), RuntimeJson.Default.RuntimeAddressJson);
                    else await Console.Out.WriteLineAsync($"Listening on {process.Address}".TrimEnd('/'));
                    await UntilAsync(ending.Token);
                    await process.StopAsync();
                }

                return null;
            });
    }

    private static async Task UntilAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(stopped.SetResult);
        await stopped.Task;
    }
}
