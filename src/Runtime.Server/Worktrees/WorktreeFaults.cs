using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>What may be said of worktrees to whoever asks. What git and the sandbox say names folders of this machine, so it goes to the log.</summary>
internal static class WorktreeFaults
{
    public static readonly Fault None = new(FaultCodes.Unsupported, "This host keeps no worktrees; it is started with --repository where it should.");
    public static readonly Fault Unknown = new(FaultCodes.NotFound, "There is no such worktree on this host.");
    public static readonly Fault BadName = new(FaultCodes.Invalid, "A worktree's name is a letter or digit, then letters, digits, '.', '_' and '-', 55 characters at most.");
    public static readonly Fault BadBranch = new(FaultCodes.Invalid, "The branch's name is none that git takes; try work/<name>.");
    public static readonly Fault BadCommit = new(FaultCodes.Invalid, "The commit is none: give a commit, a branch or a tag, 1 to 1,024 characters that do not begin with a hyphen.");
    public static readonly Fault Taken = new(FaultCodes.Conflict, "There is another worktree of that name; remove it, or choose another name.");
    public static readonly Fault BranchTaken = new(FaultCodes.Conflict, "The branch is there already; choose another.");
    public static readonly Fault NotReady = new(FaultCodes.Conflict, "The worktree is not whole: making or removing it was cut off. Ask for the same again.");
    public static readonly Fault Missing = new(FaultCodes.Conflict, "What lies in the worktree's place on the host is not it any more; a person decides about it, or remove it.");
    public static readonly Fault Arriving = new(FaultCodes.Busy, "A Worker is being made for the worktree; stop it first.");
    public static readonly Fault Damaged = new(FaultCodes.StoreCorrupt, "The record of the worktree cannot be read.");

    private static readonly Fault[] Ours = [Taken, BranchTaken, NotReady, Missing];

    /// <summary>The fault with words that may leave this machine.</summary>
    /// <param name="fault">What happened.</param>
    /// <param name="conflict">What is said of a conflict that git or a folder is the reason of.</param>
    public static Fault InOurWords(Fault fault, string conflict = "Something else is in the way on the host, whose log says what; nothing was lost.") => fault.Code switch
    {
        FaultCodes.Conflict when !Ours.Contains(fault) => fault with { Message = conflict },
        _ => Refusal.InOurWords(fault),
    };
}
