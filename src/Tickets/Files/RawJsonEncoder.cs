using System.Text;
using System.Text.Encodings.Web;

namespace Yoi.Tickets;

/// <summary>
/// Escapes in JSON texts only what must be: quotation marks, backslashes and control characters. The class library's laxest encoder also escapes
/// characters that people write, such as the full-width space and everything outside the basic plane.
/// </summary>
internal sealed unsafe class RawJsonEncoder : JavaScriptEncoder
{
    public static RawJsonEncoder Instance { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var rest = new ReadOnlySpan<char>(text, textLength);
        for (var at = 0; at < rest.Length;)
        {
            // Half a surrogate pair has no form in UTF-8; the base class replaces it.
            if (Rune.DecodeFromUtf16(rest[at..], out var rune, out var length) != System.Buffers.OperationStatus.Done || WillEncode(rune.Value)) return at;
            at += length;
        }

        return -1;
    }

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var target = new Span<char>(buffer, bufferLength);
        var text = unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\t' => "\\t",
            '\n' => "\\n",
            '\f' => "\\f",
            '\r' => "\\r",
            < 0x20 => $"\\u{unicodeScalar:x4}",
            _ => new Rune(unicodeScalar).ToString(),
        };
        var fits = text.TryCopyTo(target);
        numberOfCharactersWritten = fits ? text.Length : 0;
        return fits;
    }
}
