using System.Net;

namespace Yoi.Tests.Unit.Workspace.Server;

public sealed class PageTests
{
    [Fact]
    public async Task Without_built_pages_a_page_says_how_to_get_them_and_finds_them_once_built()
    {
        using var folder = new TestFolder();
        var pages = Path.Join(folder.Root, "dist");
        await using var server = await TestServer.StartAsync(options: options => options with { PagesFolder = pages });

        (await server.Http.GetStringAsync("/", TestContext.Current.CancellationToken)).ShouldContain("npm run build");
        folder.Write("dist/index.html", "<!doctype html>board");
        (await server.Http.GetStringAsync("/", TestContext.Current.CancellationToken)).ShouldContain("board");
    }

    [Fact]
    public async Task Places_within_the_dashboard_get_its_shell_under_a_strict_policy()
    {
        using var folder = new TestFolder();
        folder.Write("index.html", "<!doctype html>board");
        await using var server = await TestServer.StartAsync(options: options => options with { PagesFolder = folder.Root });

        using var response = await server.Http.GetAsync("/tickets/0001", TestContext.Current.CancellationToken);

        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("board");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        response.Headers.CacheControl!.NoCache.ShouldBeTrue();
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'self'; script-src 'self'; style-src 'self';");
        policy.ShouldNotContain("unsafe");
    }

    [Fact]
    public async Task Hashed_assets_are_kept_by_the_browser()
    {
        using var folder = new TestFolder();
        folder.Write("assets/index-abc.js", "1");
        await using var server = await TestServer.StartAsync(options: options => options with { PagesFolder = folder.Root });

        using var response = await server.Http.GetAsync("/assets/index-abc.js", TestContext.Current.CancellationToken);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        response.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromDays(365));
    }

    [Theory]
    [InlineData("/../outside.txt")]
    [InlineData("/%2e%2e/outside.txt")]
    [InlineData("/..%2foutside.txt")]
    [InlineData("/assets/..%5c..%5coutside.txt")]
    [InlineData("/.hidden.txt")]
    [InlineData("/linked.txt")]
    [InlineData("/linked/outside.txt")]
    [InlineData("/kept.key")]
    [InlineData("/absent.js")]
    public async Task Nothing_outside_the_pages_is_served(string path)
    {
        using var folder = new TestFolder();
        var outside = folder.Write("outside.txt", "canary");
        folder.Write("dist/index.html", "board");
        folder.Write("dist/.hidden.txt", "canary");
        folder.Write("dist/kept.key", "canary");
        File.CreateSymbolicLink(Path.Join(folder.Root, "dist/linked.txt"), outside);
        Directory.CreateSymbolicLink(Path.Join(folder.Root, "dist/linked"), folder.Root);
        await using var server = await TestServer.StartAsync(options: options => options with { PagesFolder = Path.Join(folder.Root, "dist") });

        using var response = await server.Http.SendAsync(new(HttpMethod.Get, new Uri(
            $"{server.Server.Address.GetLeftPart(UriPartial.Authority)}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })), TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("canary");
    }
}
