using Yoi.Protocol;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Settings;

public sealed class TrustFolderTests : IDisposable
{
    private readonly TrustBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task What_is_kept_is_for_its_owner_only_and_leaves_no_temporary_file()
    {
        _bench.Write(Sample.Full);
        await _bench.TrustAsync();
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_bench.TrustFolder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.GetUnixFileMode(_bench.TrustFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Directory.GetFiles(_bench.TrustFolder).Select(Path.GetExtension).ShouldBe([".json", ".yaml"], ignoreOrder: true);
    }

    [Fact]
    public async Task Two_roots_do_not_share_trust()
    {
        _bench.Write(Sample.Full);
        await _bench.TrustAsync();
        var other = Path.Combine(_bench.Root, "nested");
        Directory.CreateDirectory(Path.Combine(other, ".yoi"));
        File.Copy(_bench.FilePath, Path.Combine(other, ".yoi", "workspace.yaml"));
        var loaded = (await new SettingsSource(other, _bench.TrustFolder, TimeProvider.System).LoadAsync(TrustBench.Cancel)).Value;
        loaded.InForce.Validation.Commands.ShouldBeEmpty();
        loaded.Pending.ShouldNotBeNull();
        Sample.Text((await _bench.LoadAsync()).InForce).ShouldBe(Sample.Text(Sample.Full));
    }

    [Theory]
    [InlineData("{", FaultCodes.StoreCorrupt)]
    [InlineData("null", FaultCodes.StoreCorrupt)]
    [InlineData("{\"schema\":1}", FaultCodes.StoreCorrupt)]
    [InlineData("{\"schema\":99,\"other\":true}", FaultCodes.SchemaNewer)]
    public async Task A_record_that_cannot_be_read_trusts_nothing_says_so_and_can_be_made_anew(string content, string code)
    {
        _bench.Write(Sample.Full);
        await _bench.TrustAsync();
        File.WriteAllText(_bench.TrustFile, content);
        var loaded = await _bench.LoadAsync();
        loaded.FileFault.ShouldNotBeNull().Code.ShouldBe(code);
        loaded.InForce.Validation.Commands.ShouldBeEmpty();
        await _bench.TrustAsync();
        (await _bench.LoadAsync()).FileFault.ShouldBeNull();
    }

    [Fact]
    public async Task A_record_whose_commands_were_changed_trusts_nothing()
    {
        _bench.Write(Sample.Full);
        await _bench.TrustAsync();
        var record = File.ReadAllText(_bench.TrustFile);
        record.ShouldContain("npm test");
        File.WriteAllText(_bench.TrustFile, record.Replace("npm test", "npm evil", StringComparison.Ordinal));
        var loaded = await _bench.LoadAsync();
        loaded.FileFault.ShouldNotBeNull().Code.ShouldBe(FaultCodes.StoreCorrupt);
        loaded.InForce.Validation.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_trust_folder_that_cannot_be_made_is_told_and_the_settings_still_load()
    {
        _bench.Write(Sample.Full);
        Directory.CreateDirectory(Path.GetDirectoryName(_bench.TrustFolder)!);
        File.WriteAllText(_bench.TrustFolder, "a file in its place");
        var loaded = await _bench.LoadAsync();
        loaded.FileFault.ShouldNotBeNull().Code.ShouldBe(FaultCodes.StoreFailed);
        loaded.InForce.DisplayName.ShouldBe(Sample.Full.DisplayName);
        (await _bench.Source.TrustAsync(loaded.Pending!.Digest, TrustBench.Cancel)).ShouldNotBeNull().Code.ShouldBe(FaultCodes.StoreFailed);
    }
}
