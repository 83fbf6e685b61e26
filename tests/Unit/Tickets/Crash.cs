using System.Security.Cryptography;
using System.Text.Json;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets;

/// <summary>Turns the clock back to a moment within a change that was made: a change file, and its files as a crash there would have left them.</summary>
internal sealed class Crash
{
    private static readonly string[] Files = ["thread.md", "artifacts/orchestration-plan.jsonl", "artifacts/relations.json", "resolution.md", "artifacts/resolution-1.md", "item.md"];

    private readonly TempStore _temp;
    private readonly TicketId _id;
    private readonly List<(string File, byte[]? Before, byte[]? After)> _steps = [];

    private Crash(TempStore temp, TicketId id) => (_temp, _id) = (temp, id);

    /// <summary>How many files the change has.</summary>
    public int Steps => _steps.Count;

    public static async Task<Crash> OfAsync(TempStore temp, TicketId id, Func<Task<Ticket>> change)
    {
        var crash = new Crash(temp, id);
        var before = Files.Select(crash.Read).ToList();
        await change();
        foreach (var (file, old) in Files.Zip(before))
        {
            var now = crash.Read(file);
            if (now is not null && (old is null || !now.AsSpan().SequenceEqual(old))) crash._steps.Add((file, old, now));
        }

        // What is removed is removed last.
        foreach (var (file, old) in Files.Zip(before).Where(f => f.Second is not null && crash.Read(f.First) is null)) crash._steps.Add((file, old, null));

        return crash;
    }

    /// <summary>The first files are written; of an append that follows, a part.</summary>
    public void At(int applied, int bytesOfNext = 0)
    {
        for (var i = 0; i < _steps.Count; i++)
        {
            var (file, before, after) = _steps[i];
            var content = i < applied ? after : before;
            if (i == applied && bytesOfNext > 0 && file == "thread.md") content = after![..(before!.Length + bytesOfNext)];
            if (content is null) File.Delete(_temp.PathOf(_id, file));
            else File.WriteAllBytes(_temp.PathOf(_id, file), content);
        }

        File.WriteAllBytes(_temp.ChangeFile, ChangeFile());
    }

    public byte[] ChangeFile()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("version", _steps.Exists(s => s.After is null) ? 2 : 1);
            json.WriteString("ticket", _id.ToString());
            json.WriteStartArray("steps");
            foreach (var (file, before, after) in _steps) Write(json, file, before, after);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string file, byte[]? before, byte[]? after)
    {
        var isAppend = file.EndsWith(".jsonl", StringComparison.Ordinal) || file == "thread.md";
        json.WriteStartObject();
        json.WriteString("file", file);
        if (isAppend) json.WriteNumber("append_at", before?.Length ?? 0);
        else if (before is not null) json.WriteString("old_sha256", Convert.ToHexStringLower(SHA256.HashData(before)));
        json.WriteBase64String("content", isAppend ? after.AsSpan(before?.Length ?? 0) : after);
        if (after is null) json.WriteBoolean("remove", true);
        json.WriteEndObject();
    }

    private byte[]? Read(string file) => File.Exists(_temp.PathOf(_id, file)) ? File.ReadAllBytes(_temp.PathOf(_id, file)) : null;
}
