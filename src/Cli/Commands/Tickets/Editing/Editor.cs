using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>The person's own editor: <c>VISUAL</c>, else <c>EDITOR</c>, run on a file of ours, without a shell.</summary>
internal static class Editor
{
    private static readonly string[] Variables = ["VISUAL", "EDITOR"];
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether a person sits at both ends: then an editor can be opened.</summary>
    public static bool IsAtTerminal => !Console.IsInputRedirected && !PlainOutput.IsRedirected;

    /// <summary>
    /// Lets the person edit a text; what comes back lies in a file of its own until <see cref="EditedText.Settle"/>. <c>invalid</c> where no editor is set, it cannot be started, it
    /// fails, or it leaves something that is no text.
    /// </summary>
    public static async Task<Result<EditedText>> EditAsync(string text, CancellationToken cancellationToken)
    {
        if (Set() is not { } set) return new Fault(FaultCodes.Invalid, "No body: give --body, --body-file, pipe it in, or set VISUAL or EDITOR to write it there.");
        if (!CommandWords.Split(set).TryGet(out var words, out var fault)) return fault;
        var file = Path.Combine(Directory.CreateTempSubdirectory("yoi-edit-").FullName, "body.md");
        await File.WriteAllTextAsync(file, text, Utf8, cancellationToken);
        var edited = new EditedText(file, text);
        if (await RunAsync([.. words, file]) is { } failed) return edited.Settle(failed)!;
        try
        {
            return edited with { Text = (await File.ReadAllTextAsync(file, Utf8, cancellationToken)).TrimStart('\uFEFF') };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            return edited.Settle(new(FaultCodes.Invalid, $"What the editor left cannot be read as UTF-8: {e.Message}"))!;
        }
    }

    private static string? Set() => Variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    private static async Task<Fault?> RunAsync(IReadOnlyList<string> words)
    {
        // The terminal sends Ctrl-C to both; it is meant for the editor.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(words[0], words.Skip(1)));
            await process!.WaitForExitAsync(CancellationToken.None);
            return process.ExitCode == 0 ? null : new(FaultCodes.Invalid, $"The editor {words[0]} ended with code {process.ExitCode}, so nothing was changed.");
        }
        catch (Win32Exception e)
        {
            return new(FaultCodes.Invalid, $"The editor {words[0]} cannot be started ({e.Message}); set VISUAL or EDITOR to a program and its arguments.");
        }
    }
}
