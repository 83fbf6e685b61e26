namespace Yoi.Tests.Unit.Tickets.Doctor;

/// <summary>A store in which one thing is wrong.</summary>
/// <param name="Code">What.</param>
/// <param name="Place">Where the finding points to: a path, with <c>:line</c> where it has one. <c>ID</c> stands for the ticket.</param>
/// <param name="Make">Makes it so.</param>
/// <param name="IsFixable">Whether it is mended without a guess.</param>
internal sealed record Case(string Code, string Place, Action<CaseStore> Make, bool IsFixable = false)
{
    public static IReadOnlyList<Case> All { get; } = [.. FolderCases.All, .. ItemCases.All, .. ThreadCases.All, .. StateCases.All, .. LinkCases.All];

    public string Where => Place.Replace("ID", CaseStore.Id, StringComparison.Ordinal);

    public override string ToString() => $"{Code} {Place}";
}
