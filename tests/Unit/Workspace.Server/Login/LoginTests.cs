using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Tests.Unit.Workspace.Server.Login;

public sealed class LoginTests : IAsyncLifetime
{
    private const string Binding = "a-random-text-that-the-page-keeps-to-itself";

    private FakeIssuer _issuer = null!;
    private TestServer _server = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _issuer = await FakeIssuer.StartAsync();
        _server = await TestServer.StartAsync(options: options => options with { Login = _issuer.Settings });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task Somebody_whom_a_rule_names_is_let_in_for_half_a_day()
    {
        var callback = _issuer.Approve(await BeginAsync());

        using var back = await _server.SendAsync("GET", callback);
        back.StatusCode.ShouldBe(HttpStatusCode.Found);
        back.Headers.Contains("Set-Cookie").ShouldBeFalse();
        var link = back.Headers.Location!;
        link.GetLeftPart(UriPartial.Path).ShouldBe(_server.Server.Address.ToString());
        using var opened = await RedeemAsync(link, Binding);

        var token = (await opened.Content.ReadFromJsonAsync(BrowserJson.Default.SessionToken, Cancelled))!.Token;
        using var me = await _server.SendAsync("GET", "/api/auth/me", token);
        (await me.Content.ReadFromJsonAsync(BrowserJson.Default.CallerView, Cancelled))
            .ShouldBe(new CallerView(CallerKind.Session, "AdaLovelace", AccessRole.Admin, _server.Time.GetUtcNow().AddHours(12)));
        var account = Encoding.UTF8.GetString((await _server.Journal.ReadAsync(new("access", "accounts"), new(), Cancelled)).Value.Events.ShouldHaveSingleItem().Data.Span);
        account.ShouldContain("\"subject\":\"s-1\"");
        account.ShouldContain("\"role\":\"admin\"");
        (await _server.AuditAsync())[0].ShouldSatisfyAllConditions(entry => entry.Route.ShouldBe("/api/auth/session"), entry => entry.Name.ShouldBe("AdaLovelace"));
    }

    [Theory]
    [InlineData("s-3", "stranger@example.com", true, "", AccessRole.Viewer)]
    [InlineData("s-9", "stranger@example.com", true, "guests,makers", AccessRole.Operator)]
    [InlineData("s-3", "ADA@example.com", true, "makers", AccessRole.Admin)]
    [InlineData("s-3", "ada@example.com", false, "", AccessRole.Viewer)]
    public async Task The_highest_rule_that_fits_holds(string subject, string email, bool isVerified, string groups, AccessRole role)
    {
        using var back = await _server.SendAsync("GET", _issuer.Approve(
            await BeginAsync(), claims => claims with { Subject = subject, Email = email, IsVerified = isVerified, Groups = groups.Split(',') }));
        using var opened = await RedeemAsync(back.Headers.Location!, Binding);
        using var me = await _server.SendAsync("GET", "/api/auth/me", (await opened.Content.ReadFromJsonAsync(BrowserJson.Default.SessionToken, Cancelled))!.Token);

        (await me.Content.ReadFromJsonAsync(BrowserJson.Default.CallerView, Cancelled))!.Role.ShouldBe(role);
    }

    public static TheoryData<string, int> Wrong => new()
    {
        { "unknown person", 403 },
        { "unverified address", 403 },
        { "nonce", 401 },
        { "audience", 401 },
        { "several audiences", 401 },
        { "issuer", 401 },
        { "expired", 401 },
        { "no expiry", 401 },
        { "none", 401 },
        { "shared secret", 401 },
        { "other key of the same name", 401 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_does_not_hold_lets_nobody_in(string what, int status)
    {
        using var other = RSA.Create(2048);
        var callback = _issuer.Approve(await BeginAsync(), claims => what switch
        {
            "unknown person" => claims with { Subject = "s-9", Email = "eve@example.com" },
            "unverified address" => claims with { IsVerified = false },
            "nonce" => claims with { Nonce = "another" },
            "audience" => claims with { Audience = "another" },
            "several audiences" => claims with { Audience = new JsonArray("yoi", "another"), AuthorizedParty = "another" },
            "issuer" => claims with { Issuer = "https://another.example" },
            "expired" => claims with { Expires = _server.Time.GetUtcNow().AddMinutes(-2) },
            "no expiry" => claims with { Expires = null },
            "none" => claims with { Algorithm = "none" },
            "shared secret" => claims with { Algorithm = "HS256" },
            "other key of the same name" => claims with { Key = other },
            _ => throw new InvalidOperationException(what),
        });

        using var back = await _server.SendAsync("GET", callback);

        ((int)back.StatusCode).ShouldBe(status);
        back.Headers.Location.ShouldBeNull();
        back.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await _server.Journal.ReadAsync(new("access", "accounts"), new(), Cancelled)).Value.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_is_taken_once_and_only_for_a_login_that_was_begun()
    {
        var callback = _issuer.Approve(await BeginAsync());
        using var first = await _server.SendAsync("GET", callback);
        using var replayed = await _server.SendAsync("GET", callback);
        using var otherState = await _server.SendAsync("GET", _issuer.Approve(await BeginAsync()).Replace("state=", "state=x", StringComparison.Ordinal));
        // The state of a login of one's own, with a code that was used.
        var own = _issuer.Approve(await BeginAsync());
        using var usedCode = await _server.SendAsync("GET", $"{callback.Split('&')[0]}&{own.Split('&')[1]}");
        using var refusedThere = await _server.SendAsync("GET", $"/api/auth/callback?error=access_denied&{_issuer.Approve(await BeginAsync()).Split('&')[1]}");

        first.StatusCode.ShouldBe(HttpStatusCode.Found);
        foreach (var refused in new[] { replayed, otherState, usedCode, refusedThere }) refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_login_is_ended_by_the_page_that_began_it_and_no_other()
    {
        using var back = await _server.SendAsync("GET", _issuer.Approve(await BeginAsync()));

        using var stolen = await RedeemAsync(back.Headers.Location!, null);
        using var late = await RedeemAsync(back.Headers.Location!, Binding);

        stolen.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        late.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_login_takes_ten_minutes_at_most()
    {
        var callback = _issuer.Approve(await BeginAsync(), claims => claims with { Expires = claims.Expires!.Value.AddHours(1) });
        _server.Time.Advance(TimeSpan.FromMinutes(10));

        using var back = await _server.SendAsync("GET", callback);

        back.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Of_too_many_logins_under_way_the_oldest_makes_room()
    {
        var (oldest, second) = (_issuer.Approve(await BeginAsync()), _issuer.Approve(await BeginAsync()));
        for (var i = 0; i < 999; i++) (await StartAsync()).Dispose();

        using var forgotten = await _server.SendAsync("GET", oldest);
        using var kept = await _server.SendAsync("GET", second);

        (forgotten.StatusCode, kept.StatusCode).ShouldBe((HttpStatusCode.Unauthorized, HttpStatusCode.Found));
    }

    [Fact]
    public async Task A_token_signed_on_an_elliptic_curve_is_taken()
    {
        _issuer.UsesCurve = true;

        using var back = await _server.SendAsync("GET", _issuer.Approve(await BeginAsync()));

        back.StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task A_new_key_of_the_issuer_is_found_and_unknown_ones_do_not_make_it_be_asked_without_end()
    {
        using (var first = await _server.SendAsync("GET", _issuer.Approve(await BeginAsync()))) first.StatusCode.ShouldBe(HttpStatusCode.Found);
        _issuer.Rotate();
        _server.Time.Advance(TimeSpan.FromSeconds(11));

        using (var rotated = await _server.SendAsync("GET", _issuer.Approve(await BeginAsync()))) rotated.StatusCode.ShouldBe(HttpStatusCode.Found);

        var reads = _issuer.KeyReads;
        for (var i = 0; i < 3; i++)
        {
            using var unknown = await _server.SendAsync("GET", _issuer.Approve(await BeginAsync(), claims => claims with { KeyId = "no-such" }));
            unknown.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        _issuer.KeyReads.ShouldBe(reads);
    }

    [Fact]
    public async Task An_issuer_that_fails_or_is_another_is_told_as_such_without_its_words()
    {
        _issuer.IsBroken = true;
        using (var broken = await StartAsync()) await ShouldBeUnavailableAsync(broken);
        _issuer.IsBroken = false;
        _issuer.NamesItself = "https://another.example";
        using (var other = await StartAsync()) await ShouldBeUnavailableAsync(other);
    }

    [Fact]
    public async Task Nothing_of_a_login_is_logged_that_would_let_somebody_in()
    {
        var callback = _issuer.Approve(await BeginAsync());
        using var back = await _server.SendAsync("GET", callback);
        using var refused = await _server.SendAsync("GET", callback);
        using var opened = await RedeemAsync(back.Headers.Location!, Binding);
        var token = (await opened.Content.ReadFromJsonAsync(BrowserJson.Default.SessionToken, Cancelled))!.Token;

        var query = callback[(callback.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').Select(p => p.Split('=')[1]);
        foreach (var secret in query.Concat([token, Binding, FakeIssuer.Secret, back.Headers.Location!.Fragment["#link=".Length..]])) _server.Log.Text.ShouldNotContain(secret);
        _server.Log.Text.ShouldContain("A login was refused: unauthorized");
    }

    [Theory]
    [InlineData("short")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task A_binding_of_another_length_begins_nothing(string binding)
    {
        using var response = await StartAsync(binding);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_page_is_told_whether_there_is_a_login()
    {
        await using var without = await TestServer.StartAsync();

        (await _server.Http.GetFromJsonAsync("/api/auth/methods", BrowserJson.Default.AccessMethods, Cancelled)).ShouldBe(new AccessMethods(true));
        (await without.Http.GetFromJsonAsync("/api/auth/methods", BrowserJson.Default.AccessMethods, Cancelled)).ShouldBe(new AccessMethods(false));
    }

    private async Task ShouldBeUnavailableAsync(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        text.ShouldContain(FaultCodes.LoginUnavailable);
        text.ShouldNotContain("planted-words");
        _server.Log.Text.ShouldNotContain("planted-words");
    }

    private async Task<string> BeginAsync()
    {
        using var response = await StartAsync();
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(BrowserJson.Default.LoginAddress, Cancelled))!.Url;
    }

    private Task<HttpResponseMessage> StartAsync(string binding = Binding) =>
        _server.Http.PostAsync("/api/auth/login", JsonContent.Create(new LoginStart(binding), BrowserJson.Default.LoginStart), Cancelled);

    private Task<HttpResponseMessage> RedeemAsync(Uri link, string? binding) => _server.Http.PostAsync(
        "/api/auth/session", JsonContent.Create(new LinkSecret(link.Fragment["#link=".Length..], binding), BrowserJson.Default.LinkSecret), Cancelled);
}
