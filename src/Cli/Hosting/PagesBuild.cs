using System.ComponentModel;
using System.Diagnostics;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>Builds the dashboard's pages beside whatever else runs; nobody has to wait for them, and disposing stops it.</summary>
internal sealed class PagesBuild : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop;

    private PagesBuild(Task<Fault?> done, CancellationTokenSource stop) => (Done, _stop) = (done, stop);

    /// <summary>Null once the pages are built, or why they are not.</summary>
    public Task<Fault?> Done { get; }

    /// <summary>Starts the build; null where the pages are there and new, or there is nothing to build them from.</summary>
    public static PagesBuild? Start()
    {
        if (PagesFolder.Stale() is not { } checkout) return null;
        var stop = new CancellationTokenSource();
        return new(Task.Run(() => BuildAsync(checkout, stop.Token)), stop);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Done;
        _stop.Dispose();
    }

    private static async Task<Fault?> BuildAsync(string checkout, CancellationToken cancellationToken)
    {
        var artifacts = Directory.CreateDirectory(Path.Combine(checkout, "artifacts", "launch")).FullName;
        try
        {
            // Two builds in one folder would spoil each other; the system frees the lock when its holder dies.
            await using var only = new FileStream(Path.Combine(artifacts, "pages.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            await using var log = new StreamWriter(Path.Combine(artifacts, "pages.log"));
            foreach (var arguments in (string[][])[["ci", "--no-audit", "--no-fund"], ["run", "build"]])
            {
                if (await NpmAsync(Path.Combine(checkout, "web"), log, arguments, cancellationToken) is { } fault) return fault;
            }

            return null;
        }
        catch (IOException e)
        {
            return new(FaultCodes.Conflict, $"Another program builds them, or the folder cannot be written: {e.Message}");
        }
    }

    private static async Task<Fault?> NpmAsync(string web, StreamWriter log, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("npm") { WorkingDirectory = web, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        try
        {
            using var npm = Process.Start(start)!;
            npm.StandardInput.Close();
            var said = Task.WhenAll(npm.StandardOutput.ReadToEndAsync(CancellationToken.None), npm.StandardError.ReadToEndAsync(CancellationToken.None));
            try
            {
                await npm.WaitForExitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                npm.Kill(entireProcessTree: true);
                await said;
                return new(FaultCodes.Timeout, "npm was not done in time and was stopped. `npm ci && npm run build` in web/ builds them.");
            }

            foreach (var text in await said) await log.WriteAsync(text);
            return npm.ExitCode == 0 ? null : new(FaultCodes.Invalid, $"`npm {string.Join(' ', arguments)}` in web/ ended with {npm.ExitCode}; its words are in artifacts/launch/pages.log.");
        }
        catch (Win32Exception)
        {
            return new(FaultCodes.NotFound, "npm is not installed. Install Node 20.19 or newer and start again; everything else works without.");
        }
    }
}
