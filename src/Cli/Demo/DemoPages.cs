using System.Diagnostics;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>Builds the dashboard's pages beside the demo, which does not wait for them.</summary>
internal sealed class DemoPages : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<Fault?> _build;

    private DemoPages(Task<Fault?> build, CancellationTokenSource stop) => (_build, _stop) = (build, stop);

    /// <summary>Starts the build; null where the pages are there, or cannot be built here.</summary>
    public static DemoPages? Start()
    {
        if (PagesFolder.Sources() is not { } web || File.Exists(Path.Combine(web, "dist", "index.html"))) return null;
        var stop = new CancellationTokenSource();
        return new(Task.Run(() => BuildAsync(web, stop.Token)), stop);
    }

    /// <summary>What became of the pages, in a sentence.</summary>
    public string Outcome() => _build switch
    {
        { IsCompletedSuccessfully: true, Result: null } => "built beside the demo",
        { IsCompletedSuccessfully: true, Result: { } fault } => $"not built: {fault.Message}",
        _ => "stopped: npm was not done in time; `npm ci && npm run build` in web/ builds them",
    };

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _build;
        _stop.Dispose();
    }

    private static async Task<Fault?> BuildAsync(string web, CancellationToken cancellationToken)
    {
        foreach (var arguments in (string[][])[["ci", "--no-audit", "--no-fund", "--loglevel=error"], ["run", "build", "--silent"]])
        {
            if (await NpmAsync(web, arguments, cancellationToken) is { } fault) return fault;
        }

        return null;
    }

    private static async Task<Fault?> NpmAsync(string web, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("npm") { WorkingDirectory = web, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        try
        {
            using var npm = Process.Start(start)!;
            npm.StandardInput.Close();
            var drained = Task.WhenAll(npm.StandardOutput.ReadToEndAsync(CancellationToken.None), npm.StandardError.ReadToEndAsync(CancellationToken.None));
            try
            {
                await npm.WaitForExitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                npm.Kill(entireProcessTree: true);
                return new(FaultCodes.Timeout, "npm was stopped.");
            }

            await drained;
            return npm.ExitCode == 0 ? null : new(FaultCodes.Invalid, $"`npm {arguments[0]}` ended with {npm.ExitCode}.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return new(FaultCodes.NotFound, "npm is not installed.");
        }
    }
}
