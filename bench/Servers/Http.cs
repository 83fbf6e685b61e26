using System.Diagnostics;

namespace Yoi.Bench.Servers;

/// <summary>What loads a server.</summary>
internal static class Http
{
    /// <summary>As many connections as there are requests at once.</summary>
    public static HttpClient To(Uri address, string? token)
    {
        var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        if (token is not null) http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return http;
    }

    /// <summary>How often a second something is done by so many at once, each on a connection of its own; what comes to nothing does not count.</summary>
    public static async Task<double> RateAsync(int connections, TimeSpan time, Func<int, int, Task<bool>> act)
    {
        var began = Stopwatch.GetTimestamp();
        var done = await Task.WhenAll(Enumerable.Range(0, connections).Select(i => Task.Run(async () =>
        {
            var count = 0;
            for (var n = 0; Stopwatch.GetElapsedTime(began) < time; n++) count += await act(i, n) ? 1 : 0;
            return count;
        })));
        return done.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
