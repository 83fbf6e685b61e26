using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>Groups the calls of one answer: read-only neighbours run side by side, all others alone and in order.</summary>
internal static class ToolBatches
{
    /// <summary>Most calls side by side.</summary>
    public const int Width = 8;

    public static IReadOnlyList<IReadOnlyList<ToolCall>> Plan(IReadOnlyList<ToolCall> calls, Func<string, bool> isReadOnly)
    {
        var batches = new List<List<ToolCall>>();
        var open = false;
        foreach (var call in calls)
        {
            var readOnly = isReadOnly(call.Name);
            if (open && readOnly && batches[^1].Count < Width) batches[^1].Add(call);
            else batches.Add([call]);
            open = readOnly;
        }

        return batches;
    }
}
