using System.Text;

namespace Yoi.Sandbox;

/// <summary>A private folder with what one start needs: the arguments, the status bubblewrap writes, and the few made-up files of /etc.</summary>
internal sealed class StartFolder : IDisposable
{
    private static readonly Dictionary<string, string> Contents = new()
    {
        ["passwd"] = "root:x:0:0:root:/:/usr/sbin/nologin\nyoi:x:1000:1000:yoi:/tmp/home:/bin/sh\nnobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n",
        ["group"] = "root:x:0:\nyoi:x:1000:\nnogroup:x:65534:\n",
        ["nsswitch.conf"] = "passwd: files\ngroup: files\nhosts: files\n",
        ["hosts"] = "127.0.0.1 localhost yoi\n::1 localhost\n",
    };

    private readonly string _folder;

    private StartFolder(string folder) => _folder = folder;

    /// <summary>Names of the made-up files.</summary>
    public static IEnumerable<string> Settings => Contents.Keys;

    public string ArgumentsPath => PathOf("args");

    public string StatusPath => PathOf("status");

    /// <summary>Makes the folder, open to this user only, and writes the arguments into it.</summary>
    public static StartFolder Create(Func<StartFolder, IReadOnlyList<string>> arguments)
    {
        var folder = new StartFolder(Directory.CreateTempSubdirectory("yoi-").FullName);
        try
        {
            foreach (var (name, content) in Contents) File.WriteAllText(folder.PathOf(name), content);
            File.WriteAllBytes(folder.ArgumentsPath, Encoding.UTF8.GetBytes(string.Concat(arguments(folder).Select(a => a + '\0'))));
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public string PathOf(string name) => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
