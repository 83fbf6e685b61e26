using Yoi.Client;
using Yoi.Protocol;

namespace Yoi.Tests.EndToEnd.Runtimes;

/// <summary>A folder with a runtime's store and token file, and the program to serve it.</summary>
internal sealed class RuntimeFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("yoi-runtime-");

    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string> { ["OPENAI_API_KEY"] = "", ["ANTHROPIC_API_KEY"] = "" };

    public string Folder => _folder.FullName;

    public string Tokens => Path.Combine(Folder, "tokens.jsonl");

    public string Store => Path.Combine(Folder, "store");

    public Task<Ended> Yoi(params string[] arguments) => Run.Program(Checkout.Yoi, Folder, Environment, null, arguments);

    /// <summary>A new token by the command that makes them.</summary>
    public async Task<string> NewToken(params string[] more)
    {
        var ended = await Yoi(["runtime", "token", "new", "--token-file", Tokens, "--workspace", "tea", .. more]);
        ended.ExitCode.ShouldBe(0, ended.ToString());
        return ended.Output.Trim();
    }

    public Server Serve(params string[] more) => Server.Start(Folder, Environment, ["runtime", "serve", "--token-file", Tokens, "--root", Store, "--with-parent", .. more]);

    /// <summary>Where a server says that it listens.</summary>
    public static async Task<Uri> AddressOf(Server server)
    {
        var line = await server.LineWith("Listening on ");
        return new(line[(line.IndexOf("Listening on ", StringComparison.Ordinal) + "Listening on ".Length)..]);
    }

    public static RuntimeClient Client(Uri address, string token, StreamTransport transport = StreamTransport.ServerSentEvents) =>
        RuntimeClient.Create(new() { Address = address, Token = token, Transport = transport }).Value;

    /// <summary>A profile whose model is the test's.</summary>
    public static Profile Profile(string provider) => new() { Name = "test", Role = "helper", Provider = provider, Model = "coder-model", Prompt = "Help.", Tools = [] };

    /// <summary>Lets others have the token file, too.</summary>
    public void Open(UnixFileMode to)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Tokens, UnixFileMode.UserRead | UnixFileMode.UserWrite | to);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
