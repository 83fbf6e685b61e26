namespace Yoi.Agent;

/// <summary>Cleans a text that comes in pieces: an end that may be the beginning of a secret is held back until the next piece tells.</summary>
internal sealed class RedactedStream(Redactor redactor)
{
    private string _held = "";

    /// <summary>What may be shown now.</summary>
    public string Push(string piece)
    {
        var text = redactor.Clean(_held + piece);
        var doubtful = redactor.Doubtful(text);
        _held = text[^doubtful..];
        return text[..^doubtful];
    }

    /// <summary>What was held back: at a text's end it is no secret.</summary>
    public string Finish() => _held;
}
