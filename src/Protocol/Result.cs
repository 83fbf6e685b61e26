using System.Diagnostics.CodeAnalysis;

namespace Yoi.Protocol;

/// <summary>Either a value or the <see cref="Protocol.Fault"/> that took its place. Operations without a value return <c>Fault?</c> instead.</summary>
/// <typeparam name="T">What the operation answers when it works.</typeparam>
public readonly struct Result<T>
    where T : notnull
{
    private readonly T? _value;

    private Result(T? value, Fault? fault) => (_value, Fault) = (value, fault);

    /// <summary>Why there is no value, or null where there is one.</summary>
    public Fault? Fault { get; }

    /// <summary>The value; reading it where there is none is a bug and throws.</summary>
    public T Value => Fault is null ? _value! : throw new InvalidOperationException(Fault.ToString());

    /// <summary>Takes the result apart: true and the value, or false and the fault.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Fault? fault)
    {
        (value, fault) = (_value, Fault);
        return fault is null;
    }

    /// <summary>A value is a result.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A fault is a result.</summary>
    public static implicit operator Result<T>(Fault fault) => new(default, fault);
}
