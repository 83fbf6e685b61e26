using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Settings;

/// <summary>A workspace root with a settings file and a trust folder beside it.</summary>
internal sealed class TrustBench : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TrustBench()
    {
        Directory.CreateDirectory(_folder.In("root", ".yoi"));
        Source = Open();
    }

    public SettingsSource Source { get; }

    public string Root => _folder.In("root");

    public string TrustFolder => _folder.In("home", "trust");

    public string FilePath => _folder.In("root", ".yoi", "workspace.yaml");

    public string TrustFile => Directory.GetFiles(TrustFolder, "*.json").ShouldHaveSingleItem();

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>As another process would.</summary>
    public SettingsSource Open() => new(Root, TrustFolder, TimeProvider.System);

    public void Write(string yaml) => File.WriteAllText(FilePath, yaml);

    public void Write(WorkspaceSettings settings) => Write(SettingsWriter.Write(settings));

    public async Task<EffectiveSettings> LoadAsync()
    {
        var result = await Source.LoadAsync(Cancel);
        result.Fault.ShouldBeNull();
        return result.Value;
    }

    public async Task TrustAsync() => (await Source.TrustAsync((await LoadAsync()).Pending.ShouldNotBeNull().Digest, Cancel)).ShouldBeNull();

    public void Dispose() => _folder.Dispose();
}
