using System.Diagnostics;
using System.Runtime.Versioning;

namespace Yoi.Tests.Unit.Sandbox;

/// <summary>The same walls where Yoi runs as an ordinary user: the sandbox's tests once more, in a process of user 65534.</summary>
[SupportedOSPlatform("linux")]
public sealed class OrdinaryUser
{
    [Theory]
    [InlineData(typeof(Escapes))]
    [InlineData(typeof(Limits))]
    [InlineData(typeof(Files))]
    [InlineData(typeof(Worktrees.Scoping))]
    [InlineData(typeof(Worktrees.Checking))]
    public async Task Everything_holds_for_a_user_without_rights(Type tests)
    {
        var cancellation = TestContext.Current.CancellationToken;
        if (!Environment.IsPrivilegedProcess) Assert.Skip("These tests run as an ordinary user already.");
        if (!File.Exists("/usr/bin/setpriv")) Assert.Skip("setpriv, which starts a process as another user, is not installed.");
        var temporary = Directory.CreateTempSubdirectory("yoi-test-").FullName;
        try
        {
            File.SetUnixFileMode(temporary, (UnixFileMode)0b111_111_111);
            var info = new ProcessStartInfo("/usr/bin/setpriv") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
            foreach (var argument in (string[])["--reuid=65534", "--regid=65534", "--clear-groups", Environment.ProcessPath!, "-class", tests.FullName!, "-noColor"])
                info.ArgumentList.Add(argument);
            info.Environment["TMPDIR"] = temporary;
            info.Environment["HOME"] = temporary;
            using var process = Process.Start(info)!;
            var error = process.StandardError.ReadToEndAsync(cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode is 126 or 127 || (await error).Contains("ermission denied", StringComparison.Ordinal)) Assert.Skip($"An ordinary user may not run these tests: {await error}");
            if (output.Contains("sandbox_unavailable", StringComparison.Ordinal)) Assert.Skip("An ordinary user can make no sandbox on this machine.");
            process.ExitCode.ShouldBe(0, output);
            output.ShouldContain("Total: ");
            output.ShouldNotContain("Total: 0");
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }
}
