using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Doctor;

internal static class FolderCases
{
    public static IReadOnlyList<Case> All { get; } =
    [
        new("id_invalid", "not-an-id", s => s.Place("not-an-id")),
        new("id_invalid", "00001kskbp8z9", s => s.Write("00001kskbp8z9/notes.md", "Words.")),
        new("id_invalid", "ZZZZZZZZZZZZZ", s => s.Place("ZZZZZZZZZZZZZ")),
        new("item_missing", CaseStore.Other, s => s.Write($"{CaseStore.Other}/thread.md", CaseStore.Created)),
        new("item_missing", $"../objectives/{CaseStore.Other}", s => s.Write($"../objectives/{CaseStore.Other}/notes.md", "Words.")),
        new("stray_folder", "drafts", s => s.Write("drafts/one.md", "Words.")),
        new("stray_folder", "ID/attachments", s => s.Write($"{CaseStore.Id}/attachments/one.md", "Words.")),
        new("stray_file", "README.md", s => s.Write("README.md", "Words.")),
        new("stray_file", "ID/item.md.orig", s => s.Write($"{CaseStore.Id}/item.md.orig", CaseStore.Item)),
        new("stray_file", "../objectives/README.md", s => s.Write("../objectives/README.md", "Words.")),
        new("artifact_name", "ID/artifacts/.hidden", s => s.Write($"{CaseStore.Id}/artifacts/.hidden", "Words.")),
        new("artifact_name", "ID/artifacts/a/ b", s => s.Write($"{CaseStore.Id}/artifacts/a/ b", "Words.")),
        new("leftover_temp", ".ticket-temp", s => s.Write(".ticket-temp", "Half a te"), true),
        new("leftover_temp", ".ticket-temp-3", s => s.Write(".ticket-temp-3", "Half a te"), true),
        new("leftover_new", ".ticket-new", s => s.Write(".ticket-new/item.md", "---\n"), true),
        new("leftover_temp", "../objectives/.ticket-temp", s => s.Write("../objectives/.ticket-temp", "Half a te"), true),
        new("leftover_new", "../objectives/.ticket-new", s => s.Write("../objectives/.ticket-new/item.md", "---\n"), true),
        new("change_unfinished", ".ticket-change.json", s =>
        {
            s.Write(".ticket-change.json", $$"""{"version":1,"ticket":"{{CaseStore.Id}}","steps":[{"file":"resol""");
            s.Write(".ticket-temp", "Half a te");
        }, true),
        new("change_unfinished", ".ticket-change.json", s => s.Write(".ticket-change.json", $$"""{"version":99,"ticket":"{{CaseStore.Id}}","steps":[]}""")),
        new("change_laid_aside", ".ticket-change-20260501-120000-000.unfinished.json",
            s => s.Write(".ticket-change-20260501-120000-000.unfinished.json", $$"""{"version":1,"ticket":"{{CaseStore.Id}}","steps":[]}""")),
        new("symbolic_link", "ID/artifacts/link", s => File.CreateSymbolicLink(s.Full($"{CaseStore.Id}/artifacts/link"), "/etc/hostname")),
        new("symbolic_link", "ID/thread.md", s =>
        {
            File.Move(s.Full($"{CaseStore.Id}/thread.md"), s.Full("../thread.md"));
            File.CreateSymbolicLink(s.Full($"{CaseStore.Id}/thread.md"), s.Full("../thread.md"));
        }),
        new("symbolic_link", CaseStore.Other, s => Directory.CreateSymbolicLink(s.Full(CaseStore.Other), s.Full(CaseStore.Id))),
        new("symbolic_link", "../objectives/00001KSKBPBX0/item.md", s =>
        {
            s.Write($"../objectives/{CaseStore.Other}/notes.md", "Words.");
            File.CreateSymbolicLink(s.Full($"../objectives/{CaseStore.Other}/item.md"), s.Full($"{CaseStore.Id}/item.md"));
        }),
        new("file_unreadable", "ID/thread.md", s =>
        {
            s.Delete($"{CaseStore.Id}/thread.md");
            Directory.CreateDirectory(s.Full($"{CaseStore.Id}/thread.md"));
        }),
        new("file_unreadable", "ID/artifacts", s =>
        {
            Directory.Delete(s.Full($"{CaseStore.Id}/artifacts"), recursive: true);
            s.Write($"{CaseStore.Id}/artifacts", "Words.");
        }),
        new("too_large", "ID/artifacts/relations.json", s => s.Sparse($"{CaseStore.Id}/artifacts/relations.json", Limits.Item + 1L)),
        new("too_large", "ID/artifacts/output.txt", s => s.Sparse($"{CaseStore.Id}/artifacts/output.txt", Limits.Artifact + 1L)),
        new("too_large", "ID/thread.md", s => s.Write($"{CaseStore.Id}/thread.md", string.Concat(Enumerable.Repeat("\n<!-- event: a -->", Limits.ThreadEvents)))),
        new("too_large", "ID/artifacts/relations.json:1", s =>
        {
            s.Place(CaseStore.Other);
            s.Write($"{CaseStore.Id}/artifacts/relations.json", CaseStore.Relations(CaseStore.Relation("related", CaseStore.Other, note: new('n', Limits.RelationNote + 1))));
        }),
        new("not_utf8", "ID/thread.md:5", s => s.Write($"{CaseStore.Id}/thread.md", [.. CaseStore.Bytes("<!-- event: create author: tester at: 2026-05-01T12:00:00Z -->\n\n## Heading\n\n"), 0xff, .. "\n\n---\n"u8])),
        new("not_utf8", "ID/item.md:2", s => s.Write($"{CaseStore.Id}/item.md", [.. "---\ntitle: '"u8, 0xe3, 0x81, .. CaseStore.Bytes($"{CaseStore.Item[15..]}")])),
        new("nul_byte", "ID/resolution.md:2", s =>
        {
            s.PlaceAt("closed");
            s.Write($"{CaseStore.Id}/resolution.md", "Done.\n\0\0\0");
        }),
        new("conflict_markers", "ID/item.md:9", s => s.ReplaceIn($"{CaseStore.Id}/item.md", "Words.\n", "<<<<<<< HEAD\nWords.\n=======\nOther words.\n>>>>>>> topic\n")),
        new("conflict_markers", "ID/item.md:3", s => s.ReplaceIn($"{CaseStore.Id}/item.md", "state: 'planning'\n", "<<<<<<< HEAD\nstate: 'planning'\n=======\nstate: 'ready'\n>>>>>>> topic\n")),
    ];
}
