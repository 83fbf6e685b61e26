namespace Yoi.Sandbox;

/// <summary>Finds programs of the host by absolute path; .NET itself would look in the current folder first, which may be anybody's.</summary>
public static class HostPrograms
{
    /// <summary>The program's absolute path, or null where it is not there.</summary>
    public static string? Find(string program)
    {
        if (program.Contains('/', StringComparison.Ordinal)) return File.Exists(program) ? Path.GetFullPath(program) : null;
        // An empty or relative PATH entry would let the current folder decide what the host runs.
        return (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(':')
            .Where(folder => folder.StartsWith('/'))
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
    }
}
