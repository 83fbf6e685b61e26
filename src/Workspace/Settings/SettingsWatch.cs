using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>The settings in force, read again when the file changes.</summary>
internal sealed class SettingsWatch
{
    private readonly SettingsSource _source;
    private EffectiveSettings _effective;

    private SettingsWatch(SettingsSource source, EffectiveSettings effective) => (_source, _effective) = (source, effective);

    /// <summary>What holds now.</summary>
    public WorkspaceSettings InForce => _effective.InForce;

    /// <summary>What holds now, and what waits.</summary>
    public EffectiveSettings Effective => Volatile.Read(ref _effective);

    /// <summary>The workspace as people see it, with what they should know about its settings.</summary>
    public WorkspaceView View
    {
        get
        {
            var notices = new List<Notice>();
            if (_effective.Pending is not null) notices.Add(new(FaultCodes.Untrusted, "Settings that decide what the host runs have changed and wait for a person: run `yoi trust`."));
            if (_effective.FileFault is not null) notices.Add(new(FaultCodes.SettingsInvalid, "The settings file has an error; the last good one is in force. Run `yoi doctor`."));
            var settings = InForce;
            return new(settings.WorkspaceId, settings.DisplayName, settings.Orchestration.TargetBranch, settings.Orchestration.IntegrationBranch, notices);
        }
    }

    /// <summary>Reads the settings for the first time.</summary>
    public static async Task<Result<SettingsWatch>> OpenAsync(WorkspaceHostOptions options, CancellationToken cancellationToken)
    {
        var source = new SettingsSource(options.Root, options.TrustFolder, options.Time);
        return (await source.LoadAsync(cancellationToken)).TryGet(out var effective, out var fault) ? new SettingsWatch(source, effective) : fault;
    }

    /// <summary>Reads them again and tells what has changed. A file that cannot be read leaves the last good settings in force.</summary>
    public async Task<SettingsChange> ReloadAsync(CancellationToken cancellationToken)
    {
        var (before, orchestration) = (View, InForce.Orchestration);
        if (!(await _source.LoadAsync(cancellationToken)).TryGet(out var effective, out var fault)) effective = _effective with { FileFault = fault };
        Volatile.Write(ref _effective, effective);
        var after = View;
        return new(
            View: before with { Notices = after.Notices } != after || !before.Notices.SequenceEqual(after.Notices),
            Orchestration: orchestration != InForce.Orchestration);
    }
}

/// <summary>What a reload changed.</summary>
/// <param name="View">What people see.</param>
/// <param name="Orchestration">Branches, slots, what happens by itself.</param>
internal sealed record SettingsChange(bool View, bool Orchestration);
