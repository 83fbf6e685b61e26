namespace Yoi.Tickets;

/// <summary>Headings and boilerplate in the record language.</summary>
internal sealed class Headings
{
    private readonly bool _japanese;

    private Headings(bool japanese) => _japanese = japanese;

    public static Headings For(string language)
    {
        var text = language.Trim();
        var ja = text.Equals("ja", StringComparison.OrdinalIgnoreCase) || text.Equals("ja-JP", StringComparison.OrdinalIgnoreCase)
            || text.Equals("japanese", StringComparison.OrdinalIgnoreCase) || text.Contains("日本語", StringComparison.Ordinal);
        return new(ja);
    }

    public string Of(string kind, string? status = null) => kind switch
    {
        EventKinds.Create => _japanese ? "作成" : "Created",
        EventKinds.ItemEdit => _japanese ? "項目更新" : "Item updated",
        EventKinds.Close => _japanese ? "完了" : "Closed",
        EventKinds.Review => status == EventKinds.Approve ? "Review: approve" : "Review: request changes",
        _ => char.ToUpperInvariant(kind[0]) + kind[1..].Replace('_', ' '),
    };

    public string Created => _japanese ? "Ticket を作成しました。" : "Ticket created.";

    public string IntakeDone =>
        _japanese ? "要件と受け入れ条件は Ticket 本文のとおり。" : "Requirements and acceptance criteria are in the body of the Ticket.";

    /// <summary>A body with the sections that the gate to ready asks for.</summary>
    public string Template => _japanese ? "## 要件\n\n- \n\n## 受け入れ条件\n\n- \n" : "## Requirements\n\n- \n\n## Acceptance criteria\n\n- \n";

    public string Approved => _japanese ? "承認しました。" : "Approved.";

    public string Before => _japanese ? "変更前:" : "Before:";

    public string BodyBefore => _japanese ? "変更前の本文:" : "Body before:";

    public string Edited(IEnumerable<string> fields) => _japanese ? $"Ticket の項目を更新しました: {string.Join(", ", fields)}。" : $"Ticket item updated: {string.Join(", ", fields)}.";

    public string Reopened(string author, string? kept)
    {
        if (_japanese) return $"Ticket を `{author}` が再開しました。{(kept is null ? "" : $"以前の resolution は `{kept}` にあります。")}";
        return $"Ticket reopened by `{author}`.{(kept is null ? "" : $" Its resolution is kept as `{kept}`.")}";
    }

    public string Changed(string author, TicketState to)
    {
        if (to == TicketState.Queued) return _japanese ? $"Ticket を `{author}` が queued にしました。" : $"Ticket queued by `{author}`.";
        return _japanese ? $"Ticket を {to.Text()} にしました。" : $"State changed to `{to.Text()}`.";
    }
}
