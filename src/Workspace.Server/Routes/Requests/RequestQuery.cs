using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Yoi.Workspace.Server;

/// <summary>Reads what a request's query says.</summary>
internal static class RequestQuery
{
    /// <summary>A whole number, null where there is none; false where it is none, or there are several.</summary>
    public static bool TryRead(HttpContext context, string name, out long? value)
    {
        value = null;
        var sent = context.Request.Query[name];
        if (sent.Count == 0) return true;
        if (sent.Count > 1 || !long.TryParse(sent[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        value = number;
        return true;
    }
}
