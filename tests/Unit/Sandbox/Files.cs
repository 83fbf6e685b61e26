using System.Runtime.Versioning;
using System.Text;
using Yoi.Sandbox;

namespace Yoi.Tests.Unit.Sandbox;

/// <summary>Reading and writing a worktree's files, through links that lead elsewhere too.</summary>
[SupportedOSPlatform("linux")]
public sealed class Files(SandboxFixture fixture) : IClassFixture<SandboxFixture>
{
    private readonly SandboxedFiles _files = new(fixture.Sandbox);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Inside(string name) => Path.Combine(fixture.Work, name);

    [Fact]
    public async Task A_file_is_written_with_its_folders_and_read_back()
    {
        await NeedSandboxAsync();
        var content = new byte[300_000];
        Random.Shared.NextBytes(content);
        (await _files.WriteAsync(fixture.Scope(), "new/folder/ü 'x'.bin", content, Cancellation)).ShouldBeNull();

        File.ReadAllBytes(Inside("new/folder/ü 'x'.bin")).ShouldBe(content);
        var whole = (await _files.ReadAsync(fixture.Scope(), "/work/new/folder/ü 'x'.bin", 1 << 20, Cancellation)).Value;
        whole.Bytes.ToArray().ShouldBe(content);
        whole.Truncated.ShouldBeFalse();
        var part = (await _files.ReadAsync(fixture.Scope(), "new/./y/../folder/ü 'x'.bin", 100, Cancellation)).Value;
        (part.Bytes.Length, part.Size, part.Truncated).ShouldBe((100, 300_000, true));
        Directory.GetFiles(Inside("new/folder")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task An_existing_file_keeps_its_mode_and_an_empty_one_can_be_written()
    {
        await NeedSandboxAsync();
        File.WriteAllText(Inside("run.sh"), "old");
        File.SetUnixFileMode(Inside("run.sh"), (UnixFileMode)0b111_101_101);
        (await _files.WriteAsync(fixture.Scope(), "run.sh", default, Cancellation)).ShouldBeNull();

        new FileInfo(Inside("run.sh")).Length.ShouldBe(0);
        File.GetUnixFileMode(Inside("run.sh")).ShouldBe((UnixFileMode)0b111_101_101);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/etc/passwd")]
    [InlineData("/work/../etc/passwd")]
    [InlineData("a/../../x")]
    [InlineData("/workspace/x")]
    public async Task A_path_out_of_the_worktree_is_out_of_scope(string path)
    {
        (await _files.ReadAsync(fixture.Scope(), path, 100, Cancellation)).Fault!.Code.ShouldBe("out_of_scope");
        (await _files.WriteAsync(fixture.Scope(), path, "x"u8.ToArray(), Cancellation))!.Code.ShouldBe("out_of_scope");
    }

    [Fact]
    public async Task Links_that_lead_out_are_not_followed()
    {
        await NeedSandboxAsync();
        foreach (var (name, target) in new[] { ("shadow", "/etc/shadow"), ("passwd", "/etc/passwd"), ("host", fixture.Secret), ("up", "../host-only/secret"), ("git", "/git/config"), ("self", "/proc/self/root/etc/passwd") })
        {
            File.CreateSymbolicLink(Inside(name), target);
            var read = await _files.ReadAsync(fixture.Scope(), name, 100, Cancellation);
            read.Fault!.Code.ShouldBe("out_of_scope", name);
            (await _files.WriteAsync(fixture.Scope(), name, "planted"u8.ToArray(), Cancellation))!.Code.ShouldBe("out_of_scope", name);
        }

        Directory.CreateSymbolicLink(Inside("folder"), "/tmp");
        (await _files.WriteAsync(fixture.Scope(), "folder/new", "planted"u8.ToArray(), Cancellation))!.Code.ShouldBe("out_of_scope");
        File.ReadAllText(fixture.Secret).ShouldBe(SandboxFixture.Canary);
    }

    [Fact]
    public async Task The_file_that_a_link_leads_to_is_what_the_globs_decide_on()
    {
        await NeedSandboxAsync();
        Directory.CreateDirectory(Inside("src"));
        File.WriteAllText(Inside("src/real"), "old");
        File.WriteAllText(Inside("other"), "other");
        File.CreateSymbolicLink(Inside("src/to-other"), "../other");
        File.CreateSymbolicLink(Inside("src/to-real"), "real");
        var scope = fixture.Scope(true, "src/**");

        (await _files.WriteAsync(scope, "src/to-real", "new"u8.ToArray(), Cancellation)).ShouldBeNull();
        File.ReadAllText(Inside("src/real")).ShouldBe("new");
        new FileInfo(Inside("src/to-real")).LinkTarget.ShouldBe("real");
        (await _files.WriteAsync(scope, "src/to-other", "new"u8.ToArray(), Cancellation))!.Code.ShouldBe("out_of_scope");
        (await _files.WriteAsync(scope, "other", "new"u8.ToArray(), Cancellation))!.Code.ShouldBe("out_of_scope");
        (await _files.WriteAsync(fixture.Scope(), ".yoi/workspace.yaml", "x"u8.ToArray(), Cancellation))!.Code.ShouldBe("out_of_scope");
        (await _files.WriteAsync(fixture.Scope(), "sub/.git/config", "x"u8.ToArray(), Cancellation))!.Code.ShouldBe("out_of_scope");
        File.ReadAllText(Inside("other")).ShouldBe("other");
    }

    [Fact]
    public async Task Another_name_of_a_file_keeps_its_content()
    {
        await NeedSandboxAsync();
        File.WriteAllText(Inside("one"), "old");
        (await fixture.RunAsync("ln /work/one /work/two")).Code.ShouldBe(0);
        (await _files.WriteAsync(fixture.Scope(), "two", "new"u8.ToArray(), Cancellation)).ShouldBeNull();
        File.ReadAllText(Inside("one")).ShouldBe("old");
    }

    [Fact]
    public async Task A_read_only_worktree_absent_files_folders_and_pipes_have_their_own_answers()
    {
        await NeedSandboxAsync();
        (await _files.WriteAsync(fixture.Scope(writable: false), "x", default, Cancellation))!.Code.ShouldBe("out_of_scope");
        (await _files.ReadAsync(fixture.Scope(), "absent", 1, Cancellation)).Fault!.Code.ShouldBe("not_found");
        Directory.CreateDirectory(Inside("a folder"));
        (await _files.ReadAsync(fixture.Scope(), "a folder", 1, Cancellation)).Fault!.Code.ShouldBe("invalid");
        (await _files.WriteAsync(fixture.Scope(), "a folder", default, Cancellation))!.Code.ShouldBe("invalid");
        (await fixture.RunAsync("mkfifo /work/pipe")).Code.ShouldBe(0);
        (await _files.ReadAsync(fixture.Scope(), "pipe", 1, Cancellation)).Fault!.Code.ShouldBe("invalid");
        (await _files.ReadAsync(fixture.Scope(), "", 1, Cancellation)).Fault!.Code.ShouldBe("invalid");
        File.WriteAllText(Inside("plain"), "");
        (await _files.WriteAsync(fixture.Scope(), "plain/below", Encoding.UTF8.GetBytes("x"), Cancellation))!.Code.ShouldBe("store_failed");
    }

    private async Task NeedSandboxAsync()
    {
        if (await fixture.Sandbox.CheckAsync(Cancellation) is { } fault) Assert.Skip(fault.ToString());
    }
}
