using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Makes results of values whose type is an interface, which C# does not convert implicitly.</summary>
internal static class Results
{
    public static Result<T> Of<T>(T value)
        where T : notnull => value;
}
