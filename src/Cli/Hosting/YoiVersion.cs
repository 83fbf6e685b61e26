using System.Reflection;

namespace Yoi.Cli;

/// <summary>The program's version.</summary>
internal static class YoiVersion
{
    public static string Text { get; } = typeof(YoiVersion).Assembly.GetName().Version!.ToString(3);
}
