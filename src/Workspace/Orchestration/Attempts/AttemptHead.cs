namespace Yoi.Workspace;

/// <summary>What the catalog keeps of an attempt, so that a start reads only the open ones.</summary>
internal sealed record AttemptHead(string Step, bool Open);
