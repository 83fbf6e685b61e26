namespace Yoi.Tickets;

/// <summary>Where an item says its state: in older ones under another name.</summary>
internal static class StateFields
{
    /// <summary>The field that counts and the state it means; no text where none says anything.</summary>
    public static (ItemField? Field, string? Text) Of(ItemDocument document)
    {
        var field = document["state"] ?? document["workflow_state"];
        if (field?.Text is { } text) return (field, text);
        return document["status"] is { Text: "closed" } status ? (status, "closed") : (field, null);
    }
}
