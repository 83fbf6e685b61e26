namespace Yoi.Protocol;

/// <summary>A folder of the host that a sandbox may read, such as a Node installation under a version manager.</summary>
/// <param name="Source">The absolute path on the host.</param>
/// <param name="Target">The absolute path inside; its <c>bin</c> folder is put on PATH where it has one.</param>
public sealed record ToolchainMount(string Source, string Target);
