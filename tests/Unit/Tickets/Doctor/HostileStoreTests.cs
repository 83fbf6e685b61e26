using System.Text;

namespace Yoi.Tests.Unit.Tickets.Doctor;

/// <summary>Whatever the files hold there is a report, and nothing is written.</summary>
public sealed class HostileStoreTests
{
    private static readonly string[] Scraps =
    [
        "---\n", "\n", "```\n", "~~~\n", "<!-- event: create author: a at: b -->\n", "<!-- event: state_changed from: x to: y -->\n", "<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "lines: 1", "op: x",
        "\0", "\uFEFF", "\"", "'", "{", "}", "[", "]", ":", "&a *a", "!!binary x", "\\ud800", "null", "- ", "\t", "\r\n", "99999999999999999999", "\"version\":1", "depends_on", "..", "/",
    ];

    private static int Rounds => Environment.GetEnvironmentVariable("YOI_LONG") == "1" ? 100_000 : 900;

    [Fact]
    public async Task Mutated_records_never_stop_the_doctor()
    {
        using var store = new CaseStore();
        store.PlaceAt("closed");
        store.Place(CaseStore.Other);
        store.Write($"{CaseStore.Id}/artifacts/relations.json", CaseStore.Relations(CaseStore.Relation("depends_on", CaseStore.Other), CaseStore.Relation("related", CaseStore.Other)));
        store.Write($"{CaseStore.Id}/artifacts/orchestration-plan.jsonl", CaseStore.Plan(1, $"\"kind\":\"after\",\"related_ticket\":\"{CaseStore.Other}\"") + CaseStore.Plan(2, "\"kind\":\"accepted_plan\",\"accepted_plan\":{\"summary\":\"Do it.\"}"));
        store.Write($"../objectives/{CaseStore.Other}/item.md", CaseStore.Item);
        string[] files =
        [
            $"{CaseStore.Id}/item.md", $"{CaseStore.Id}/thread.md", $"{CaseStore.Id}/artifacts/relations.json", $"{CaseStore.Id}/artifacts/orchestration-plan.jsonl", $"{CaseStore.Id}/resolution.md",
            $"../objectives/{CaseStore.Other}/item.md",
        ];
        var sound = files.ToDictionary(f => f, f => File.ReadAllBytes(store.Full(f)));
        var random = new Random(20260501);
        for (var round = 0; round < Rounds; round++)
        {
            var file = files[round % files.Length];
            var bytes = Mutated(sound[file], random);
            store.Write(file, bytes);
            var report = await store.CheckAsync();
            report.Findings.ShouldAllBe(f => f.Line == null || f.Line >= 1);
            File.ReadAllBytes(store.Full(file)).ShouldBe(bytes);
            if (report.Fixable > 0) await ShouldMendAsync(store, file, bytes);
            store.Write(file, sound[file]);
        }
    }

    /// <summary>What is mended is found no more, and mending again changes nothing.</summary>
    private static async Task ShouldMendAsync(CaseStore store, string file, byte[] bytes)
    {
        var about = $"{file}: {Convert.ToBase64String(bytes)}";
        var report = await store.FixAsync();
        report.Stopped.ShouldBeNull(about);
        if (report.Fixed > 0) report.Fixable.ShouldBe(0, about);
        var once = Snapshot.Of(store.Full("."));
        (await store.FixAsync()).Fixed.ShouldBe(0, about);
        Snapshot.Of(store.Full(".")).ShouldBe(once, about);
        store.PlaceAt("closed");
    }

    private static byte[] Mutated(byte[] sound, Random random)
    {
        List<byte> bytes = [.. sound];
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(5))
            {
                case 0:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Scraps[random.Next(Scraps.Length)]));
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(40), bytes.Count - at));
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                default:
                    bytes.InsertRange(at, [.. bytes.Skip(random.Next(bytes.Count + 1)).Take(random.Next(200))]);
                    break;
            }
        }

        return [.. bytes];
    }
}
