using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>Refuses a query that holds what its route does not know: a mistyped filter must not answer everything.</summary>
internal static class QueryCheck
{
    /// <summary>The refusal; null where all of it is known.</summary>
    public static Fault? Of(HttpContext context, IReadOnlyList<QueryText> known)
    {
        foreach (var name in context.Request.Query.Keys)
        {
            if (known.Any(k => k.Name == name)) continue;
            var shown = Targets.IsName(name) ? $"'{name}'" : "A name in the query";
            return new(FaultCodes.Invalid, known.Count == 0 ? $"{shown} is no parameter here; this route takes none." : $"{shown} is no parameter here; use {string.Join(", ", known.Select(k => k.Name))}.");
        }

        return null;
    }
}
