using System.Diagnostics;

namespace Yoi.Tests.EndToEnd;

/// <summary>What a program printed and how it ended.</summary>
internal sealed record Ended(int ExitCode, string Output, string Error)
{
    public override string ToString() => $"exit {ExitCode}\n--- out\n{Output}\n--- err\n{Error}";
}

/// <summary>Runs programs as a person would.</summary>
internal static class Run
{
    public static async Task<Ended> Program(string program, string folder, IReadOnlyDictionary<string, string>? environment, string? input, params string[] arguments)
    {
        using var process = Start(program, folder, environment, arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (input is not null) await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await error);
    }

    public static async Task<string> Git(string folder, params string[] arguments)
    {
        var ended = await Program("git", folder, GitEnvironment, null, arguments);
        ended.ExitCode.ShouldBe(0, $"git {string.Join(' ', arguments)}: {ended}");
        return ended.Output.Trim();
    }

    public static Process Start(string program, string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        start.Environment.Remove("NODE_TEST_CONTEXT");
        return Process.Start(start)!;
    }

    private static readonly Dictionary<string, string> GitEnvironment = new()
    {
        ["GIT_CONFIG_NOSYSTEM"] = "1",
        ["GIT_CONFIG_GLOBAL"] = "/dev/null",
        ["GIT_AUTHOR_NAME"] = "Person",
        ["GIT_AUTHOR_EMAIL"] = "person@example.invalid",
        ["GIT_COMMITTER_NAME"] = "Person",
        ["GIT_COMMITTER_EMAIL"] = "person@example.invalid",
    };
}
