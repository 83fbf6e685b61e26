using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Yoi.Workspace.Server;

/// <summary>Leaves out the lines that the host writes of each request: they hold its whole address, in which an issuer sends the code of a login.</summary>
internal sealed class QuietHosting(ILoggerFactory inner) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => categoryName == "Microsoft.AspNetCore.Hosting.Diagnostics" ? NullLogger.Instance : inner.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <summary>The inner one is the caller's.</summary>
    public void Dispose()
    {
    }
}
