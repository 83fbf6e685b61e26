using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Reads the older program's records of one workspace: <c>pods/&lt;name&gt;/metadata.json</c> below its data folder. What cannot be shown is a diagnostic.</summary>
internal sealed class OlderRecordsReader(RuntimeId runtime, string folder, string workspaceRoot, TimeProvider time)
{
    /// <summary>Folders looked at.</summary>
    private const int MostFolders = 1_000;

    /// <summary>Bytes of a file; larger ones are none of that program's.</summary>
    private const int MostBytes = 1024 * 1024;

    private static readonly TimeSpan Stale = TimeSpan.FromDays(1);

    private readonly string _workspaceRoot = Path.TrimEndingDirectorySeparator(Path.GetFullPath(workspaceRoot));

    private string Pods => Path.Combine(folder, "pods");

    /// <summary>The Workers, in order of their ids, and what is wrong with those left out; <c>runtime_unavailable</c> where the folder cannot be read.</summary>
    public Result<(IReadOnlyList<WorkerSummary> Workers, IReadOnlyList<RuntimeDiagnostic> Diagnostics)> Read()
    {
        var (workers, diagnostics) = (new List<WorkerSummary>(), new List<RuntimeDiagnostic>());
        try
        {
            var folders = Directory.EnumerateDirectories(Pods).Take(MostFolders + 1).Order(StringComparer.Ordinal).ToList();
            foreach (var pod in folders.Take(MostFolders))
            {
                var path = Path.Combine(pod, "metadata.json");
                var read = ReadFile(path);
                if (read.TryGet(out var worker, out var fault)) workers.Add(worker);
                else diagnostics.Add(new(fault with { Message = $"{path}: {fault.Message}" }));
                if (worker is { Diagnostic: { } stale }) diagnostics.Add(new(stale with { Message = $"{path}: {stale.Message}" }, worker.Id));
            }

            if (folders.Count > MostFolders) diagnostics.Add(new(new(FaultCodes.TooLarge, $"{Pods} holds more than {MostFolders} folders; the others are not shown.")));
            return ([.. workers.OrderBy(w => w.Id.Value)], diagnostics);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Fault(FaultCodes.RuntimeUnavailable, $"The older program's records cannot be read: {exception.Message}");
        }
    }

    /// <summary>Changes whenever a file does.</summary>
    public IReadOnlyDictionary<WorkerId, (DateTime At, long Bytes)> Stamps()
    {
        try
        {
            return Directory.EnumerateDirectories(Pods).Take(MostFolders)
                .Select(pod => (Id: IdOf(pod), File: new FileInfo(Path.Combine(pod, "metadata.json"))))
                .Where(pod => pod.File.Exists)
                .ToDictionary(pod => pod.Id, pod => (pod.File.LastWriteTimeUtc, pod.File.Length));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Reading them says so.
            return new Dictionary<WorkerId, (DateTime, long)>();
        }
    }

    private Result<WorkerSummary> ReadFile(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.LinkTarget is not null) return new Fault(FaultCodes.MetadataInvalid, "There is no such file, or it leads elsewhere.");
        if (file.Length > MostBytes) return new Fault(FaultCodes.MetadataInvalid, $"It holds more than {MostBytes / 1024} KiB.");
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Fault(FaultCodes.MetadataInvalid, $"It cannot be read: {exception.Message}");
        }

        if (!OlderRecord.Read(bytes).TryGet(out var record, out var fault)) return fault;
        if (record.WorkspaceRoot is not { } root || Path.TrimEndingDirectorySeparator(Path.GetFullPath(root, "/")) != _workspaceRoot)
            return new Fault(FaultCodes.MetadataForeign, record.WorkspaceRoot is null ? "It does not say to which workspace it belongs." : "It belongs to another workspace.");
        return Summary(IdOf(Path.GetDirectoryName(path)!), record, new(file.LastWriteTimeUtc, TimeSpan.Zero));
    }

    private WorkerSummary Summary(WorkerId id, OlderRecord record, DateTimeOffset written)
    {
        var isStale = record.IsActive && time.GetUtcNow() - written > Stale;
        return new()
        {
            Id = id,
            DisplayName = record.Name,
            Profile = record.Profile ?? "",
            Role = record.Role ?? "",
            Desired = record.IsActive && !isStale ? DesiredState.Active : DesiredState.Stopped,
            State = RunState.Unconnected,
            CreatedAt = written,
            LastEventAt = written,
            LastSeq = 0,
            Tokens = TokenCount.Zero,
            Diagnostic = isStale ? new(FaultCodes.MetadataStale, "It says that it is active, and was not written for a day.") : null,
        };
    }

    /// <summary>The same folder is always the same Worker.</summary>
    private WorkerId IdOf(string pod) => new(OperationId.Of("older", runtime.ToString(), Path.GetFileName(pod)).Value);
}
