using System.Collections;

namespace Yoi.Workspace.Server;

/// <summary>Names and values that log lines carry; as text <c>name:value name:value</c>.</summary>
internal sealed class LogScope(IReadOnlyList<KeyValuePair<string, object>> values) : IReadOnlyList<KeyValuePair<string, object>>
{
    public int Count => values.Count;

    public KeyValuePair<string, object> this[int index] => values[index];

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => values.GetEnumerator();

    public override string ToString() => string.Join(' ', values.Select(v => $"{v.Key}:{v.Value}"));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
