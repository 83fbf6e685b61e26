using System.Security.Cryptography;
using System.Text;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>
/// The settings of one workspace as they hold now. Read anew at each load, so an edit applies without a restart; what makes the host execute holds only as a person accepted it.
/// Safe to use from many threads.
/// </summary>
public sealed class SettingsSource
{
    private readonly SettingsFile _file;
    private readonly KeptFile _lastGood;
    private readonly TrustStore _trust;
    private volatile Parsed? _parsed;

    /// <summary>Reads nothing yet.</summary>
    /// <param name="workspaceRoot">The root of the workspace's own checkout; never a worktree of a ticket.</param>
    /// <param name="trustFolder">Where acceptance is kept, outside every repository; made when first needed, for its owner only.</param>
    /// <param name="time">Dates what is accepted.</param>
    public SettingsSource(string workspaceRoot, string trustFolder, TimeProvider time)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(workspaceRoot));
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(root)));
        _file = new(root);
        _lastGood = new(Path.Combine(trustFolder, $"{name}.last-good.yaml"));
        _trust = new(new(Path.Combine(trustFolder, $"{name}.json")), root, time);
    }

    /// <summary>The digest of the executable part of settings, as <see cref="TrustAsync"/> takes it: for a program that accepts what its person just wrote.</summary>
    public static string DigestOf(WorkspaceSettings settings) => ExecutableSettings.Of(settings).Digest();

    /// <summary>
    /// The settings in force. A bad edit leaves the last good file in force and is told in <see cref="EffectiveSettings.FileFault"/>; without a last good one it is the fault:
    /// <c>no_workspace</c>, <c>settings_invalid</c> (path and line) or <c>store_failed</c>.
    /// </summary>
    public async Task<Result<EffectiveSettings>> LoadAsync(CancellationToken cancellationToken)
    {
        var current = await ReadAsync(cancellationToken);
        var fileFault = current.Fault;
        if (!current.TryGet(out var file, out var fault))
        {
            file = await RecallAsync(cancellationToken);
            if (file is null) return fault;
        }

        var (trusted, trustFault) = await _trust.ReadAsync(cancellationToken);
        var wanted = ExecutableSettings.Of(file);
        var digest = wanted.Digest();
        return new EffectiveSettings
        {
            InForce = InForce.Of(file, trusted),
            Pending = digest == trusted.Digest() ? null : new(digest, Differences.Between(trusted, wanted)),
            FileFault = fileFault ?? trustFault ?? await RememberAsync(cancellationToken),
        };
    }

    /// <summary>
    /// Records that a person accepted exactly this executable part. <c>conflict</c> where the file says something else by now, the file's own fault where it is not good,
    /// <c>store_failed</c> where acceptance cannot be kept.
    /// </summary>
    public async Task<Fault?> TrustAsync(string digest, CancellationToken cancellationToken)
    {
        var current = await ReadAsync(cancellationToken);
        if (!current.TryGet(out var file, out var fault)) return fault;
        var wanted = ExecutableSettings.Of(file);
        return wanted.Digest() == digest
            ? await _trust.WriteAsync(wanted, cancellationToken)
            : new(FaultCodes.Conflict, $"{SettingsFile.RelativePath} changed since it was shown; run 'yoi trust' again and look at what it says now.");
    }

    private async Task<Result<WorkspaceSettings>> ReadAsync(CancellationToken cancellationToken)
    {
        if (!(await _file.ReadAsync(cancellationToken)).TryGet(out var text, out var fault)) return fault;
        if (_parsed is { } known && known.Text == text) return known.Settings;
        var read = SettingsReader.Read(text, SettingsFile.RelativePath);
        if (read.TryGet(out var settings, out _)) _parsed = new(text, settings);
        return read;
    }

    /// <summary>Keeps the good text for a later process that finds a bad one.</summary>
    private async Task<Fault?> RememberAsync(CancellationToken cancellationToken)
    {
        if (_parsed is not { IsKept: false } good) return null;
        var (kept, fault) = await _lastGood.ReadAsync(cancellationToken);
        if (fault is null && kept != good.Text) fault = await _lastGood.WriteAsync(Encoding.UTF8.GetBytes(good.Text), cancellationToken);
        good.IsKept = fault is null;
        return fault;
    }

    private async Task<WorkspaceSettings?> RecallAsync(CancellationToken cancellationToken)
    {
        if (_parsed is { } known) return known.Settings;
        var (text, _) = await _lastGood.ReadAsync(cancellationToken);
        return text is not null && SettingsReader.Read(text, SettingsFile.RelativePath).TryGet(out var settings, out _) ? settings : null;
    }

    private sealed class Parsed(string text, WorkspaceSettings settings)
    {
        private volatile bool _isKept;

        public string Text => text;

        public WorkspaceSettings Settings => settings;

        public bool IsKept
        {
            get => _isKept;
            set => _isKept = value;
        }
    }
}
