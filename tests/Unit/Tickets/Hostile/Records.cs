using System.Text;

namespace Yoi.Tests.Unit.Tickets.Hostile;

/// <summary>Records such as programs and people write, to begin from.</summary>
internal static class Records
{
    public static IReadOnlyList<byte[]> Threads { get; } = Bytes(
        "<!-- event: create author: tester at: 2026-05-01T12:00:00Z lines: 1 -->\n\n## Created\n\nTicket created.\n\n---\n",
        "<!-- event: plan author: yoi ticket at: 2026-05-01T12:00:00Z -->\n\n## Plan\n\nOne\n\n---\n\nTwo\n\n```md\n<!-- event: x -->\n\n---\n```\n\n---\n\n"
        + "<!-- event: review author: \"a b\" at: 2026-05-01T12:00:01Z status: approve lines: 3 op: 3f2504e0-4f89-41d3-9a0c-0305e82c3301 -->\n\n## Review: approve\n\n~~~\nFine\n<!-- event: no -->\n\n---\n",
        "Before any event\n\n<!-- event: a -->\n\n## A\n\n```\nnever closed\n\n---\n<!-- event: state_changed author: a at: 2026-05-01T12:00:02Z from: ready to: queued reason: \"x \\\"y\\\" \\\\\" field: state -->\n\n## 状態\n\n\n\n---\n");

    public static IReadOnlyList<byte[]> Items { get; } = Bytes(
        "---\ntitle: 'It''s a title'\nstate: 'planning'\ncreated_at: '2026-04-01T00:00:00Z'\nupdated_at: '2026-04-01T00:00:00Z'\nassignee: null\nrisk_flags: ['a', 'b']\n---\n\n## Requirements\n\ntext\n",
        "\uFEFF---\r\n# by hand\r\nshiny: {a: [1, 2]}   # kept\r\nstate: ready   # why not\r\ntitle: \"It's \\\"x\\\" \\u0041\"\r\nupdated_at: \"2026-04-01T00:00:00Z\"\r\nlabels:\r\n- a\r\n- b\r\n---\r\n\r\nText\r\nno newline",
        "---\ntitle: |-\n  Block\nnote: >\n  folded\n  text\n\nworkflow_state: done\nupdated_at:\n  2026-04-01T00:00:00Z\nempty:\n---\nbody\n---\n");

    public static IReadOnlyList<byte[]> Relations { get; } = Bytes(
        "{\n  \"version\": 1,\n  \"relations\": []\n}\n",
        "{\n  \"version\": 1,\n  \"relations\": [\n    {\n      \"ticket_id\": \"00001KSKBP8Z8\",\n      \"kind\": \"depends_on\",\n      \"target\": \"00001KSKBPBX0\",\n      \"note\": \"型 🎫\",\n      \"author\": \"a\",\n      \"at\": \"2026-05-01T12:00:00Z\"\n    }\n  ]\n}\n");

    public static IReadOnlyList<byte[]> Plans { get; } = Bytes(
        "{\"id\":\"orch-plan-20260501-120000-1\",\"ticket_id\":\"00001KSKBP8Z8\",\"kind\":\"after\",\"related_ticket\":\"00001KSKBPBX0\",\"note\":\"n\",\"author\":\"o\",\"at\":\"2026-05-01T12:00:00Z\"}\n",
        "\n{\"id\":\"x\",\"ticket_id\":\"00001KSKBP8Z8\",\"kind\":\"accepted_plan\",\"accepted_plan\":{\"summary\":\"s\",\"branch\":\"b\",\"shiny\":[1]},\"author\":\"o\",\"at\":\"2026-05-01T12:00:00Z\"}\nnot json");

    private static byte[][] Bytes(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
