using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>Takes known secrets out of what is recorded or shown.</summary>
internal sealed class Redactor
{
    public const string Mark = "[secret removed]";

    // Anything shorter would be found in ordinary words.
    private const int Shortest = 8;

    private readonly string[] _secrets;

    /// <summary>Takes the secrets; one within another is found after the longer one.</summary>
    public Redactor(IEnumerable<string> secrets) =>
        _secrets = [.. secrets.Where(s => s.Length >= Shortest).Distinct(StringComparer.Ordinal).OrderByDescending(s => s.Length)];

    public string Clean(string text)
    {
        foreach (var secret in _secrets) text = text.Replace(secret, Mark, StringComparison.Ordinal);
        return text;
    }

    public Fault Clean(Fault fault) => fault with { Message = Clean(fault.Message) };

    /// <summary>Characters at the end of a text that may be the beginning of a secret.</summary>
    public int Doubtful(string text)
    {
        var most = 0;
        foreach (var secret in _secrets)
        {
            for (var length = Math.Min(secret.Length - 1, text.Length); length > most; length--)
            {
                if (text.AsSpan(text.Length - length).SequenceEqual(secret.AsSpan(0, length))) most = length;
            }
        }

        return most;
    }
}
