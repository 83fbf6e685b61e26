using System.Diagnostics;
using System.Text.Json;

namespace Yoi.Tests.EndToEnd.Board;

/// <summary>A browser of its own that looks at the board, driven step by step (drive.mjs).</summary>
internal sealed class BoardBrowser : IAsyncDisposable
{
    private static readonly string Web = Path.Combine(Checkout.Root, "web");
    private static readonly string[] Wanted = ["node_modules/playwright-core/package.json", "node_modules/axe-core/package.json", "dist/index.html"];

    private readonly Process _process;
    private readonly Task<string> _errors;

    private BoardBrowser(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>The built pages of this checkout.</summary>
    public static string Pages { get; } = Path.Combine(Web, "dist");

    /// <summary>A new browser; skips the test where this machine has none or the pages are not built.</summary>
    public static BoardBrowser Start()
    {
        if (Chromium is null) Assert.Skip("chromium is not installed.");
        var node = OnPath("node");
        if (node is null) Assert.Skip("Node is not installed.");
        if (Wanted.FirstOrDefault(f => !File.Exists(Path.Combine(Web, f))) is { } missing) Assert.Skip($"web/{missing} is missing: `npm ci && npm run build` in web/ makes it.");
        return new(Run.Start(node, Web, new Dictionary<string, string> { ["CHROMIUM"] = Chromium }, Path.Combine(Checkout.Root, "tests", "EndToEnd", "Board", "drive.mjs")));
    }

    /// <summary>Opens an address with nothing kept from before, then with the same browser on.</summary>
    public Task Open(string url, int width = 1440, int height = 900) => Ask(new { step = "open", url, width, height });

    /// <summary>Opens an address in another tab of the same browser, and closes the one before.</summary>
    public Task Tab(string url) => Ask(new { step = "tab", url });

    public Task Reload() => Ask(new { step = "reload" });

    public Task Size(int width, int height) => Ask(new { step = "size", width, height });

    public Task Colours(string scheme) => Ask(new { step = "colours", scheme });

    public Task Press(string key) => Ask(new { step = "press", key });

    public Task Click(string role, string name) => Ask(new { step = "click", role, name });

    /// <summary>Waits until the column shows the ticket.</summary>
    public Task SeesIn(string column, string title) => Ask(new { step = "column", column, title });

    /// <summary>Waits until something of that role shows the text.</summary>
    public Task Sees(string role, string text) => Ask(new { step = "says", role, text });

    /// <summary>Waits until nothing of that role shows the text any more.</summary>
    public Task SeesNo(string role, string text) => Ask(new { step = "unsays", role, text });

    /// <summary>Writes into the field of that name.</summary>
    public Task Fill(string name, string text) => Ask(new { step = "fill", name, text });

    public Task Focus(string role, string name) => Ask(new { step = "focus", role, name });

    /// <summary>The ids of the events that are drawn, of a transcript or a thread.</summary>
    public async Task<string[]> Ids(string selector) => (await Ask(new { step = "ids", selector })).Deserialize<string[]>()!;

    /// <summary>What a script left in the page under that name; null where none ran.</summary>
    public async Task<string?> Left(string name) => (await Ask(new { step = "left", name })).GetString();

    /// <summary>Takes a picture, where the environment names a folder for them.</summary>
    public async Task Picture(string name)
    {
        if (Environment.GetEnvironmentVariable("YOI_TEST_PICTURES") is { } folder) await Ask(new { step = "picture", path = Path.Combine(folder, $"{name}.png") });
    }

    /// <summary>The page as it must be in light and dark and on a phone: no barrier, nothing to scroll sideways.</summary>
    public async Task IsFitEverywhere(string name)
    {
        foreach (var (width, height) in new[] { (390, 844), (1440, 900) })
        {
            await Size(width, height);
            foreach (var scheme in new[] { "dark", "light" })
            {
                await Colours(scheme);
                await Picture($"{name}-{width}-{scheme}");
                (await Barriers()).ShouldBeEmpty($"{name}, {width} px, {scheme}");
            }

            (await Sideways()).ShouldBe(0, $"{name}, {width} px");
        }
    }

    public async Task<string> Text(string role) => (await Ask(new { step = "text", role })).GetString()!;

    public async Task<string> Address() => (await Ask(new { step = "address" })).GetString()!;

    /// <summary>From now on, notes the columns a ticket is seen in.</summary>
    public Task Follow(string title) => Ask(new { step = "follow", title });

    /// <summary>The columns it was seen in, in order; null where the page was loaded anew since.</summary>
    public async Task<string[]?> Followed() => (await Ask(new { step = "followed" })).Deserialize<string[]>();

    /// <summary>How far the page can be scrolled sideways, in pixels.</summary>
    public async Task<int> Sideways() => (await Ask(new { step = "sideways" })).GetInt32();

    /// <summary>What axe-core finds that is serious or worse.</summary>
    public async Task<string[]> Barriers() => (await Ask(new { step = "axe" })).Deserialize<string[]>()!;

    /// <summary>Errors, warnings and requests to elsewhere since the last time this was asked.</summary>
    public async Task<string[]> Faults() => (await Ask(new { step = "faults" })).Deserialize<string[]>()!;

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private static string? Chromium { get; } = Environment.GetEnvironmentVariable("CHROMIUM") ?? OnPath("chromium") ?? OnPath("chromium-browser");

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);

    private async Task<JsonElement> Ask(object step)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(step).AsMemory(), TestContext.Current.CancellationToken);
        await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        if (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is not { } line) throw new ShouldAssertException($"The browser ended: {await _errors}");
        var answer = JsonElement.Parse(line);
        if (answer.TryGetProperty("error", out var error)) throw new ShouldAssertException($"{error}\nThe page shows:\n{answer.GetProperty("shows")}");
        return answer.GetProperty("value");
    }
}
