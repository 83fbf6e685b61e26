using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>What becomes of a tool call.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<PermissionEffect>))]
public enum PermissionEffect
{
    /// <summary>It runs.</summary>
    Allow,

    /// <summary>A person is asked; where nobody attends to the Worker, it is denied.</summary>
    Ask,

    /// <summary>It is refused.</summary>
    Deny,
}

/// <summary>A rule on tool calls. The last rule of a profile that fits a call decides; a call that none fits is asked for.</summary>
/// <param name="Effect">What becomes of a call that fits.</param>
/// <param name="Tool">The tool's name; <c>*</c> for any.</param>
/// <param name="Match">For the shell: the words a command begins with, such as <c>git diff</c>; every command of a line must fit. For file tools: a glob on the path. Null fits any.</param>
public sealed record PermissionRule(PermissionEffect Effect, string Tool, string? Match = null);
