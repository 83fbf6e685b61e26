using Microsoft.Extensions.Hosting;

namespace Yoi.Runtime.Server;

/// <summary>The program that started the server ends it; signals are not the server's to take.</summary>
internal sealed class CallerLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
