using System.Text.Json;
using System.Text.Json.Serialization;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>One line of the token file.</summary>
internal sealed record TokenLine(string Hash, string Workspace, IReadOnlyList<Permission> Permissions, string Name, DateTimeOffset? Expires = null)
{
    private const int HashDigits = 64;

    /// <summary>The grant of a line, or why it is none.</summary>
    public static Result<TokenGrant> Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, TokenJson.Default.TokenLine) is { } read ? read.Check() : Bad("it is null");
        }
        catch (JsonException exception)
        {
            return Bad($"it is not the JSON object of a token; look at {exception.Path ?? "$"}");
        }
    }

    /// <summary>The grant, or what is wrong with it.</summary>
    public Result<TokenGrant> Check()
    {
        if (Hash.Length != HashDigits || !Hash.All(char.IsAsciiHexDigitLower)) return Bad($"its hash is not {HashDigits} hexadecimal digits in lower case");
        if (Workspace.Length is 0 or > 64 || Workspace[0] == '-' || !Workspace.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            return Bad("its workspace is not 1 to 64 lower-case letters, digits and hyphens");
        if (Permissions.Count == 0 || Permissions.Contains(Permission.None)) return Bad("its permissions are none of read, work, manage, worktrees and checks");
        return Name.Length is 0 or > 128 ? Bad("its name is not 1 to 128 characters") : new TokenGrant(Hash, Workspace, Permissions, Expires, Name);
    }

    private static Fault Bad(string why) => new(FaultCodes.Invalid, why);
}

/// <summary>The token file's own form. A member it does not know is refused: it might have been a limit.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TokenLine))]
internal sealed partial class TokenJson : JsonSerializerContext;
