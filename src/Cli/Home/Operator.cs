namespace Yoi.Cli;

/// <summary>The person who runs the program.</summary>
internal static class Operator
{
    /// <summary>The name in whose name things are done: <c>YOI_AUTHOR</c>, else the user's.</summary>
    public static string Name => Environment.GetEnvironmentVariable("YOI_AUTHOR") is { Length: > 0 } set ? set : Environment.UserName;
}
