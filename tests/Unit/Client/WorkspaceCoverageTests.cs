using Yoi.Client;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tests.Unit.Workspace.Server;
using Yoi.Workspace.Server;

namespace Yoi.Tests.Unit.Client;

/// <summary>The client against the server's own table of routes: what has a route has a method, which goes there and answers what its role may see.</summary>
public sealed class WorkspaceCoverageTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_route_has_a_method_or_is_for_browsers_and_tools()
    {
        await using var server = await TestServer.StartAsync();

        server.Server.Routes.Select(Name).Order(StringComparer.Ordinal).ShouldBe(WorkspaceRoutes.All.Keys.Concat(WorkspaceRoutes.ForBrowsersAndTools).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_method_goes_to_its_route()
    {
        foreach (var (route, call) in WorkspaceRoutes.All)
        {
            await using var server = HostileServer.Saying(HostileServer.Answer("404 Not Found", "application/problem+json", """{"code":"not_found","title":"Gone."}"""));
            using var client = WorkspaceClient.Create(new() { Address = server.Address, Token = "token" }).Value;

            (await call(client, Cancelled)).ShouldNotBeNull(route);
            server.Heads.ShouldHaveSingleItem().Split(' ', '?')[..2].ShouldBe(Sample.Fill(route).Split(' '));
        }
    }

    [Theory]
    [InlineData(AccessRole.Viewer)]
    [InlineData(AccessRole.Operator)]
    [InlineData(AccessRole.Admin)]
    [InlineData(null)]
    public async Task Every_method_answers_what_the_role_of_a_token_or_the_socket_allows(AccessRole? role)
    {
        await using var server = await TestServer.StartAsync();
        using var client = role is { } given
            ? WorkspaceClient.Create(new() { Address = server.Server.Listens, Token = (await server.IssueAsync(given)).Token }).Value
            : new WorkspaceClient(server.Socket);
        foreach (var route in server.Server.Routes.Where(route => WorkspaceRoutes.All.ContainsKey(Name(route))))
            ((await WorkspaceRoutes.All[Name(route)](client, Cancelled))?.Code).ShouldBe(Expected(route, role), Name(route));
    }

    [Theory]
    [InlineData(AccessRole.Viewer)]
    [InlineData(AccessRole.Operator)]
    [InlineData(AccessRole.Admin)]
    [InlineData(null)]
    public async Task A_refusal_keeps_code_and_sentence_over_every_route(AccessRole? role)
    {
        await using var server = await TestServer.StartAsync();
        server.Surfaces.Fault = new(FaultCodes.StaleState, "The ticket is in planning by now.");
        using var client = role is { } given
            ? WorkspaceClient.Create(new() { Address = server.Server.Listens, Token = (await server.IssueAsync(given)).Token }).Value
            : new WorkspaceClient(server.Socket);

        var fault = (await client.Tickets("tea").ShowAsync(new(1), Cancelled)).Fault.ShouldNotBeNull();
        (fault.Code, fault.Message).ShouldBe((FaultCodes.StaleState, "The ticket is in planning by now."));
    }

    private static string? Expected(Route route, AccessRole? role) => route switch
    {
        { Permission: Permission.None } => null,
        { Permission: Permission.Socket } => role is null ? null : FaultCodes.Unauthorized,
        { Permission: Permission.Write } when role < AccessRole.Operator => FaultCodes.ForbiddenAuthority,
        { Permission: Permission.Admin } when role < AccessRole.Admin => FaultCodes.ForbiddenAuthority,
        _ when route.Path.EndsWith("/{id}", StringComparison.Ordinal) => FaultCodes.NotFound,
        _ => null,
    };

    private static string Name(Route route) => $"{route.Method} {route.Path}";
}
