using System.Globalization;
using System.Text;
using Yoi.Protocol.Browser;
using Yoi.Tests.Unit.Faults;
using Yoi.Tests.Unit.Tickets.Hostile;

namespace Yoi.Tests.Unit.Workspace.Server;

/// <summary>Bodies and queries that were damaged, to every route that takes one: 100,000 with YOI_LONG=1, else 2,000.</summary>
public sealed class BodyFuzzTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_sent_is_answered_and_nothing_fails_inside()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        await using var server = await TestServer.StartAsync(options: options => options with { Limits = options.Limits with { RefusalBurst = 1_000_000 } });
        // A one-time link and the end of sessions and tokens would only make room for fewer.
        var routes = server.Server.Routes.Where(r => r.Method is "POST" or "GET" && !r.Path.EndsWith("stream", StringComparison.Ordinal) && !r.Path.Contains("**", StringComparison.Ordinal)).ToList();
        List<byte[]> samples = [.. routes.Select(Sample.BodyOf).OfType<string>().Distinct().Select(Encoding.UTF8.GetBytes)];

        for (var i = 0; i < (FaultSample.IsLong ? 100_000 : 2_000); i++)
        {
            var route = routes[random.Next(routes.Count)];
            var path = Sample.Fill(route.Path);
            if (random.Next(4) == 0) path += $"?{Query(random, samples)}";
            using var request = new HttpRequestMessage(new(route.Method), path);
            if (route.Method == "POST")
            {
                request.Content = new ByteArrayContent(Mutation.Of(Sample.BodyOf(route) is { } own && random.Next(4) > 0 ? [Encoding.UTF8.GetBytes(own)] : samples, random));
                request.Content.Headers.ContentType = new("application/json");
                if (random.Next(3) == 0) request.Headers.TryAddWithoutValidation("Idempotency-Key", $"k{random.Next(50).ToString(CultureInfo.InvariantCulture)}");
            }

            using var response = await server.Operator.SendAsync(request, Cancelled);
            var said = await response.Content.ReadAsStringAsync(Cancelled);
            ((int)response.StatusCode).ShouldBeLessThan(500, $"seed {seed}, {i}: {route} {path}: {said}");
            if ((int)response.StatusCode >= 400) response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", $"seed {seed}, {i}: {route} {path}: {said}");
        }

        server.Log.Lines.Where(l => l.StartsWith("Error", StringComparison.Ordinal) || l.StartsWith("Critical", StringComparison.Ordinal)).ShouldBeEmpty();
        (await server.Operator.GetAsync("/api/workspaces", Cancelled)).EnsureSuccessStatusCode().Dispose();
    }

    private static string Query(Random random, IReadOnlyList<byte[]> samples)
    {
        string[] names = ["limit", "after", "before", "state", "text", "newest", "author", "age", "kind", "x"];
        var value = random.Next(2) == 0 ? $"{random.NextInt64()}" : Encoding.Latin1.GetString(Mutation.Of(samples, random));
        return $"{names[random.Next(names.Length)]}={Uri.EscapeDataString(value.Length > 500 ? value[..500] : value)}";
    }
}
