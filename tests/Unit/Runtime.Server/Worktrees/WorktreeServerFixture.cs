using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Yoi.Protocol;
using Yoi.Runtime.Server;
using Yoi.Sandbox;
using Yoi.Tests.Unit.Worktrees;
using Yoi.Worktrees;

namespace Yoi.Tests.Unit.Runtime.Server.Worktrees;

/// <summary>A runtime's server whose host keeps worktrees in a real repository. Whatever it answers is looked through for folders of the host.</summary>
public abstract class WorktreeServerFixture : ServerFixture
{
    private ReceiptSigner _signer = null!;

    private protected RepositoryFixture Repo { get; } = new();

    private protected HostedWorktrees Hosted { get; private set; } = null!;

    private protected string Records => Repo.Host["records"];

    private protected virtual ISandbox Sandbox => Repo.Sandbox;

    private protected virtual int MostChecks => 4;

    /// <summary>What happens at each step, such as the end of the process.</summary>
    private protected Action<string>? OnStep { get; set; }

    public override async ValueTask InitializeAsync()
    {
        await Repo.InitializeAsync();
        _signer = (await ReceiptSigner.OpenAsync(Repo.Host["keys"], Cancelled)).Value;
        await OpenHostAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Hosted.DisposeAsync();
        _signer.Dispose();
        await Repo.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected override RuntimeServerOptions Change(RuntimeServerOptions options) => options with { Worktrees = Hosted };

    /// <summary>As after the end of the process, however it ended: what is known is what is on disk.</summary>
    private protected async Task RestartHostAsync()
    {
        OnStep = null;
        await EndAsync();
        await Hosted.DisposeAsync();
        await OpenHostAsync();
        await BeginAsync();
    }

    private protected string Folder(string name, string workspace = "tea") => Path.Combine(Repo.Root, ".worktree", $"{workspace}.{name}");

    private protected static string Call(string name, string? branch = null, string commit = "main") =>
        JsonSerializer.Serialize(new(name, branch ?? $"work/{name}", commit), WireJson.Default.AddWorktreeCall);

    private protected Task<HostWorktree> AddAsync(string name, string? branch = null, string commit = "main", string? token = null) =>
        AskAsync(WireJson.Default.HostWorktree, "POST", "/v1/worktrees", Call(name, branch, commit), token, 201);

    private protected Task<WorktreeCommit> CommitAsync(string name, string author = "Ada") =>
        AskAsync(WireJson.Default.WorktreeCommit, "POST", $"/v1/worktrees/{name}/commits", $$"""{"message":"work","author":"{{author}}"}""");

    private protected Task<HostWorktreeStatus> ShowAsync(string name) => AskAsync(WireJson.Default.HostWorktreeStatus, "GET", $"/v1/worktrees/{name}");

    private protected async Task<T> AskAsync<T>(JsonTypeInfo<T> type, string method, string path, string? body = null, string? token = null, int status = 200)
    {
        using var response = await CallAsync(method, path, body, token);
        var text = await TextAsync(response);
        ((int)response.StatusCode).ShouldBe(status, text);
        return JsonSerializer.Deserialize(text, type)!;
    }

    private protected async Task<RuntimeProblem> RefusedAsync(int status, string code, string method, string path, string? body = null, string? token = null)
    {
        using var response = await CallAsync(method, path, body, token);
        await response.Content.LoadIntoBufferAsync(Cancelled);
        await TextAsync(response);
        return await ProblemOfAsync(response, status, code);
    }

    private async Task<string> TextAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        foreach (var secret in new[] { Repo.Host.Path, ".worktree", "/git", "fatal:", "bwrap" }) text.ShouldNotContain(secret);
        return text;
    }

    private async Task OpenHostAsync() => Hosted = (await HostedWorktrees.OpenAsync(
        new()
        {
            Repository = Repo.Repository,
            Checks = new(Repo.Repository, Sandbox),
            Signer = _signer,
            RecordsFolder = Records,
            MostChecks = MostChecks,
            MostWorktrees = 4,
            Time = Time,
            Logger = Log,
            Reached = step => OnStep?.Invoke(step),
        },
        Cancelled)).Value;
}
