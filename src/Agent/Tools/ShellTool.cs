using System.Text;
using System.Text.Json;
using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Agent;

/// <summary>Runs a command line by <c>/bin/sh</c> inside the sandbox.</summary>
internal sealed class ShellTool(ISandbox sandbox, Scope scope, Profile profile) : ITool
{
    public const string Name = "shell";

    // Both outputs together stay below the limit of a result.
    private const int OutputLimit = 28 * 1024;

    private readonly TimeSpan _timeout = TimeSpan.FromSeconds(Math.Clamp(profile.ShellTimeoutSeconds, 1, 3_600));
    private readonly IReadOnlyList<Mount> _mounts =
    [
        .. scope.Mounts.Select(m => scope.Writable ? m : m with { Access = MountAccess.ReadOnly }),
        .. profile.Mounts.Select(m => new Mount(m.Source, m.Target, MountAccess.ReadOnly)),
    ];

    public ToolDefinition Definition { get; } = new(
        Name,
        "Run a command line with /bin/sh in the worktree (/work), without network. " +
        $"It has {Math.Clamp(profile.ShellTimeoutSeconds, 1, 3_600)} seconds; everything it started is ended with it.",
        Schema.Parse("""
            {"type":"object","required":["command"],"additionalProperties":false,"properties":{
            "command":{"type":"string","description":"The command line."}}}
            """));

    public async Task<ToolOutput> CallAsync(string callId, JsonElement arguments, CancellationToken cancellationToken)
    {
        if (!new ToolArguments(arguments).TryText("command", out var command, out var error)) return error;
        if (command.Contains('\0', StringComparison.Ordinal)) return ToolOutput.Error("The command has a NUL character in it.");
        var ran = await sandbox.RunAsync(
            new()
            {
                Arguments = Arguments(command),
                Mounts = _mounts,
                WorkingDirectory = Scope.Root,
                Environment = scope.Environment,
                Timeout = _timeout,
                OutputLimit = OutputLimit,
            },
            cancellationToken);
        return ran.TryGet(out var result, out var fault) ? Output(result) : ToolOutput.Of(fault);
    }

    // The toolchains' programs are found before the system's; the command stays one argument, whatever is in it.
    private string[] Arguments(string command) => profile.Mounts.Count == 0
        ? ["/bin/sh", "-c", command]
        : ["/bin/sh", "-c", "PATH=\"$1:$PATH\"; export PATH; exec /bin/sh -c \"$2\"", "sh", ToolchainPath, command];

    private string ToolchainPath => string.Join(':', profile.Mounts.Select(m => m.Target.TrimEnd('/') + "/bin"));

    private ToolOutput Output(SandboxResult result)
    {
        var text = new StringBuilder();
        if (result.ExitCode is { } code) text.Append("exit code: ").Append(code);
        else text.Append("killed after ").Append(_timeout.TotalSeconds).Append(" seconds, with everything it started");
        Append(text, "stdout", result.Output);
        Append(text, "stderr", result.Error);
        var truncated = result.Output.OmittedAt is not null || result.Error.OmittedAt is not null;
        return new(result.ExitCode is null ? ToolResultStatus.Error : ToolResultStatus.Ok, text.ToString(), truncated);
    }

    private static void Append(StringBuilder text, string name, CapturedOutput output)
    {
        if (output.Bytes.IsEmpty) return;
        text.Append('\n').Append(name).Append(":\n");
        var bytes = output.Bytes.Span;
        if (output.OmittedAt is { } at)
        {
            text.Append(Encoding.UTF8.GetString(bytes[..at])).Append("\n[").Append(output.OmittedBytes).Append(" bytes left out here]\n");
            bytes = bytes[at..];
        }

        text.Append(Encoding.UTF8.GetString(bytes));
    }
}
