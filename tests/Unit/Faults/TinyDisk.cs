using System.Diagnostics;

namespace Yoi.Tests.Unit.Faults;

/// <summary>A file system of a few hundred kilobytes, which can be filled.</summary>
internal sealed class TinyDisk : IAsyncDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("yoi-disk-").FullName;

    private TinyDisk()
    {
    }

    public string Root => Path.Combine(_path, "root");

    private string Filler => Path.Combine(_path, "filler");

    /// <summary>Mounts one; skips the test where that cannot be.</summary>
    public static async Task<TinyDisk> MountAsync(int kilobytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "mounting a small tmpfs needs root on Linux");
        TinyDisk disk = new();
        if (await RunAsync("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", disk._path) == 0) return disk;
        Directory.Delete(disk._path);
        Assert.Skip("tmpfs cannot be mounted here");
        return disk;
    }

    /// <summary>Takes all the room that is left but so many kilobytes.</summary>
    public void Fill(int kilobytesLeft = 0)
    {
        using var filler = new FileStream(Filler, FileMode.Create);
        while (new DriveInfo(_path).AvailableFreeSpace > kilobytesLeft * 1024L)
        {
            filler.Write(new byte[4096]);
            filler.Flush();
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Free() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        (await RunAsync("umount", _path)).ShouldBe(0);
        Directory.Delete(_path);
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
