using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Yoi.Tests.Unit.Sandbox;

/// <summary>Ways out of the sandbox, tried from inside. Each script prints ESCAPED where one works.</summary>
[SupportedOSPlatform("linux")]
public sealed class Escapes(SandboxFixture fixture) : IClassFixture<SandboxFixture>
{
    [Theory]
    [InlineData("a new file in the root", "echo x > /planted")]
    [InlineData("a new folder in the root", "mkdir /planted")]
    [InlineData("a file in /usr", "echo x > /usr/planted")]
    [InlineData("a program in /usr/local/bin", "echo x > /usr/local/bin/planted")]
    [InlineData("a file in /etc", "echo x > /etc/planted")]
    [InlineData("the generated passwd", "echo x >> /etc/passwd")]
    [InlineData("a device", "mknod /tmp/disk b 254 0")]
    [InlineData("a file in /dev", "echo x > /dev/planted")]
    [InlineData("remounting the system", "mount -o remount,rw /usr")]
    [InlineData("remounting a bind", "mount -o remount,bind,rw /git")]
    [InlineData("remounting the root", "mount -o remount,rw /")]
    [InlineData("unmounting", "umount /git")]
    [InlineData("mounting over", "mount -t tmpfs none /git")]
    [InlineData("a bind mount", "mount --bind /work /git")]
    [InlineData("a user namespace", "unshare -Ur true")]
    [InlineData("a mount namespace", "unshare -m true")]
    [InlineData("a user namespace that remounts", "unshare -Urm sh -c 'mount -o remount,rw /usr'")]
    [InlineData("entering another namespace", "nsenter -t 1 -m true")]
    [InlineData("chroot", "chroot /work /bin/true")]
    [InlineData("the kernel's core pattern", "cat /proc/sys/kernel/core_pattern > /tmp/p && cat /tmp/p > /proc/sys/kernel/core_pattern")]
    [InlineData("the kernel's host name", "echo planted > /proc/sys/kernel/hostname")]
    [InlineData("sysrq", "echo h > /proc/sysrq-trigger")]
    [InlineData("module path", "cat /proc/sys/kernel/modprobe > /tmp/m && cat /tmp/m > /proc/sys/kernel/modprobe")]
    [InlineData("the host's memory", "head -c 1 /proc/kcore | grep -q .")]
    [InlineData("killing the first process", "kill -9 1 && sleep 0.2 && ! kill -0 1")]
    [InlineData("changing the owner", "touch /work/o && chown 12345 /work/o")]
    [InlineData("a password", "echo x | su -c true")]
    [InlineData("the read-only folder", "echo x > /git/planted")]
    [InlineData("the read-only folder by another name", "echo x > /proc/self/root/git/planted")]
    [InlineData("git's configuration", "git config --file /git/config user.x y")]
    [InlineData("a git hook", "printf '#!/bin/sh' > /git/hooks/pre-commit")]
    [InlineData("replacing the read-only folder", "mv /git /work/git2")]
    [InlineData("a hard link to a read-only file", "ln /git/config /work/linked")]
    [InlineData("a hard link to the system", "ln /usr/bin/env /work/linked")]
    [InlineData("the mode of a read-only file", "chmod 777 /git/config")]
    [InlineData("the time of a read-only file", "touch -d 2001-01-01 /git/config")]
    [InlineData("renaming the worktree", "mv /work /gone")]
    [InlineData("the host's shadow", "cat /etc/shadow")]
    [InlineData("the host's home", "ls /root /home")]
    [InlineData("the host's /var", "ls /var")]
    [InlineData("the host's /sys", "ls /sys/kernel")]
    [InlineData("the host's sockets", "ls /run")]
    [InlineData("an own raw socket", "ping -c1 -W1 127.0.0.1")]
    public async Task Is_refused(string what, string script)
    {
        var (_, output, _) = await fixture.RunAsync($"( {script} ) >/dev/null 2>&1 && echo ESCAPED; echo ran");

        output.ShouldBe("ran\n", what);
        File.ReadAllText(fixture.Host["git/config"]).ShouldBe("original");
        Directory.GetFileSystemEntries(fixture.Host["git/hooks"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_of_the_hosts_environment_arguments_or_paths_shows()
    {
        var (_, output, _) = await fixture.RunAsync("env; for p in /proc/[0-9]*; do tr '\\0' '\\n' < $p/environ; tr '\\0' '\\n' < $p/cmdline; ls -l $p/fd $p/cwd $p/root $p/exe; done 2>/dev/null; pwd");

        output.ShouldNotContain(SandboxFixture.Canary);
        output.ShouldNotContain("YOI_TEST_CANARY");
        output.ShouldNotContain(fixture.Host.Path);
        output.ShouldNotContain(AppContext.BaseDirectory);
        output.ShouldContain("bwrap");
    }

    [Fact]
    public async Task A_hosts_file_is_not_there_under_its_path_nor_through_a_link()
    {
        File.CreateSymbolicLink(Path.Combine(fixture.Work, "out"), fixture.Secret);
        var (_, output, _) = await fixture.RunAsync($"cat {fixture.Secret} /work/out /proc/self/root{fixture.Secret} /proc/1/root{fixture.Secret} 2>/dev/null; echo planted > /work/out; ls {fixture.Host.Path} 2>/dev/null");

        output.ShouldBe("");
        File.ReadAllText(fixture.Secret).ShouldBe(SandboxFixture.Canary);
    }

    [Fact]
    public async Task Only_processes_of_the_sandbox_can_be_seen_and_signalled()
    {
        var (_, output, _) = await fixture.RunAsync($"ls -d /proc/[0-9]* | wc -l; kill -0 {Environment.ProcessId} 2>/dev/null && echo ESCAPED; kill -9 -1; echo lives");

        output.ShouldNotContain("ESCAPED");
        int.Parse(output.Split('\n')[0], System.Globalization.CultureInfo.InvariantCulture).ShouldBeLessThan(8);
    }

    [Fact]
    public async Task There_is_no_network_not_even_the_hosts_loopback()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var (_, output, _) = await fixture.RunAsync(
            $"for a in 127.0.0.1/{port} 1.1.1.1/53 192.0.2.1/80; do bash -c \"exec 9<>/dev/tcp/$a\" 2>/dev/null && echo ESCAPED; done; cat /proc/net/dev | wc -l");

        output.ShouldNotContain("ESCAPED");
        listener.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_that_the_server_has_open_is_not_inherited()
    {
        // Like a descriptor that came from the shell that started the server: not marked to be closed in children.
        var open = Open(fixture.Host["host-only"], 0);
        open.ShouldBeGreaterThan(2);
        try
        {
            var (_, output, _) = await fixture.RunAsync($"for fd in /proc/self/fd/*; do cat $fd/secret; done 2>/dev/null; ls /proc/$$/fd");
            output.ShouldNotContain(SandboxFixture.Canary);
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["0", "1", "2"]);
        }
        finally
        {
            _ = Close(open);
        }
    }

    [Fact]
    public async Task A_NUL_in_a_value_cannot_become_an_option()
    {
        var command = fixture.Shell("true") with { Environment = new Dictionary<string, string> { ["X"] = "y\0--bind\0/\0/host" } };
        (await fixture.Sandbox.RunAsync(command, TestContext.Current.CancellationToken)).Fault!.Code.ShouldBe("invalid");
    }

    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
