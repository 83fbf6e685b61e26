namespace Yoi.Tickets;

/// <summary>A kind of finding.</summary>
/// <param name="Code">Its stable name.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Meaning">What is wrong, in a sentence without place.</param>
/// <param name="Advice">What to do, in a sentence or two.</param>
/// <param name="Fix">What <c>--fix</c> does about it and when; null where it does nothing.</param>
public sealed record DoctorCode(string Code, DoctorSeverity Severity, string Meaning, string Advice, string? Fix = null)
{
    internal static DoctorCode Error(string code, string meaning, string advice, string? fix = null) => new(code, DoctorSeverity.Error, meaning, advice, fix);

    internal static DoctorCode Warning(string code, string meaning, string advice, string? fix = null) => new(code, DoctorSeverity.Warning, meaning, advice, fix);

    internal DoctorFinding At(string path, int? line, string problem, bool fixable = false, string? advice = null) => new()
    {
        Code = Code,
        Severity = Severity,
        Path = path,
        Line = line,
        Message = $"{problem} {advice ?? Advice}",
        IsFixable = fixable,
    };
}
