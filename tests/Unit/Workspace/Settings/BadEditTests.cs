using Yoi.Protocol;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Settings;

public sealed class BadEditTests : IDisposable
{
    private readonly TrustBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_bad_edit_keeps_the_last_good_file_in_force_and_says_so_also_after_a_restart()
    {
        _bench.Write(Sample.Full);
        await _bench.TrustAsync();
        _bench.Write("workspace_id: [");
        foreach (var source in (SettingsSource[])[_bench.Source, _bench.Open()])
        {
            var loaded = (await source.LoadAsync(TrustBench.Cancel)).Value;
            Sample.Text(loaded.InForce).ShouldBe(Sample.Text(Sample.Full));
            loaded.Pending.ShouldBeNull();
            loaded.FileFault.ShouldNotBeNull().Code.ShouldBe(FaultCodes.SettingsInvalid);
        }

        (await _bench.Source.TrustAsync(SettingsSource.DigestOf(Sample.Full), TrustBench.Cancel)).ShouldNotBeNull().Code.ShouldBe(FaultCodes.SettingsInvalid);
        _bench.Write(Sample.Full with { DisplayName = "Mended" });
        var mended = await _bench.LoadAsync();
        mended.FileFault.ShouldBeNull();
        mended.InForce.DisplayName.ShouldBe("Mended");
    }

    [Fact]
    public async Task The_last_good_file_is_the_newest_good_one()
    {
        _bench.Write(Sample.Full);
        await _bench.LoadAsync();
        _bench.Write(Sample.Full with { DisplayName = "Second" });
        await _bench.LoadAsync();
        _bench.Write("nonsense: 1");
        (await _bench.Open().LoadAsync(TrustBench.Cancel)).Value.InForce.DisplayName.ShouldBe("Second");
    }

    [Fact]
    public async Task A_file_that_was_never_good_is_its_fault()
    {
        _bench.Write("nonsense: 1");
        var fault = (await _bench.Source.LoadAsync(TrustBench.Cancel)).Fault.ShouldNotBeNull();
        fault.Code.ShouldBe(FaultCodes.SettingsInvalid);
        fault.Message.ShouldStartWith(".yoi/workspace.yaml:1: ");
    }

    [Fact]
    public async Task A_missing_file_is_no_workspace_and_a_file_that_went_missing_leaves_the_last_good_one()
    {
        (await _bench.Source.LoadAsync(TrustBench.Cancel)).Fault.ShouldNotBeNull().Code.ShouldBe(FaultCodes.NoWorkspace);
        _bench.Write(Sample.Full);
        await _bench.TrustAsync();
        File.Delete(_bench.FilePath);
        var loaded = await _bench.LoadAsync();
        loaded.FileFault.ShouldNotBeNull().Code.ShouldBe(FaultCodes.NoWorkspace);
        loaded.InForce.Validation.Commands.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_link_in_place_of_the_file_or_its_folder_is_refused()
    {
        var elsewhere = Path.Combine(_bench.Root, "elsewhere.yaml");
        File.WriteAllText(elsewhere, Sample.Smallest);
        File.CreateSymbolicLink(_bench.FilePath, elsewhere);
        await IsRefusedAsync();

        File.Delete(_bench.FilePath);
        Directory.Delete(Path.Combine(_bench.Root, ".yoi"));
        Directory.CreateDirectory(Path.Combine(_bench.Root, "folder"));
        File.Move(elsewhere, Path.Combine(_bench.Root, "folder", "workspace.yaml"));
        Directory.CreateSymbolicLink(Path.Combine(_bench.Root, ".yoi"), "folder");
        await IsRefusedAsync();

        async Task IsRefusedAsync() =>
            (await _bench.Source.LoadAsync(TrustBench.Cancel)).Fault.ShouldNotBeNull().Message.ShouldContain("symbolic link");
    }

    [Fact]
    public async Task A_file_that_is_no_text_or_too_large_is_refused()
    {
        File.WriteAllBytes(_bench.FilePath, [0x77, 0xC3, 0x28]);
        (await _bench.Source.LoadAsync(TrustBench.Cancel)).Fault.ShouldNotBeNull().Message.ShouldContain("UTF-8");
        File.WriteAllBytes(_bench.FilePath, new byte[SettingsReader.MaxBytes + 1]);
        (await _bench.Source.LoadAsync(TrustBench.Cancel)).Fault.ShouldNotBeNull().Message.ShouldContain("1 MiB");
        using (var file = File.OpenWrite(_bench.FilePath)) file.SetLength(100L << 20);
        (await _bench.Source.LoadAsync(TrustBench.Cancel)).Fault.ShouldNotBeNull().Message.ShouldContain("1 MiB");
        File.WriteAllBytes(_bench.FilePath, new byte[100]);
        (await _bench.Source.LoadAsync(TrustBench.Cancel)).Fault.ShouldNotBeNull().Code.ShouldBe(FaultCodes.SettingsInvalid);
        File.Delete(_bench.FilePath);
        Directory.CreateDirectory(_bench.FilePath);
        (await _bench.Source.LoadAsync(TrustBench.Cancel)).Fault.ShouldNotBeNull().Message.ShouldContain("folder");
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_the_settings()
    {
        File.WriteAllBytes(_bench.FilePath, [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(Sample.Smallest)]);
        (await _bench.LoadAsync()).InForce.WorkspaceId.ShouldBe("demo");
    }

    [Fact]
    public async Task Many_threads_may_load_and_trust_at_once()
    {
        _bench.Write(Sample.Full);
        var digest = SettingsSource.DigestOf(Sample.Full);
        await Parallel.ForAsync(0, 32, TrustBench.Cancel, async (i, cancel) =>
        {
            var source = i % 2 == 0 ? _bench.Source : _bench.Open();
            if (i % 4 == 0) (await source.TrustAsync(digest, cancel)).ShouldBeNull();
            (await source.LoadAsync(cancel)).Value.FileFault.ShouldBeNull();
        });
        (await _bench.LoadAsync()).Pending.ShouldBeNull();
    }
}
