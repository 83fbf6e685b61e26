using System.CommandLine;
using System.Text;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>A body from <c>--body</c>, <c>--body-file</c> or standard input.</summary>
internal sealed class BodyInput
{
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly Option<string?> _text = new("--body", "-b") { Description = "The body, in Markdown", HelpName = "TEXT" };
    private readonly Option<string?> _file = new("--body-file") { Description = "A file that holds the body; - for standard input", HelpName = "FILE" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_text);
        command.Add(_file);
    }

    /// <summary>The body; where none is given, what is piped in; else <c>invalid</c>.</summary>
    public async Task<Result<string>> ReadAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        if (parse.GetValue(_text) is { } text) return text;
        var file = parse.GetValue(_file) ?? (Console.IsInputRedirected ? "-" : null);
        if (file is null) return new Fault(FaultCodes.Invalid, "No body: give --body, --body-file, or pipe it in.");
        try
        {
            await using var source = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            return await ReadAsync(source, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Fault(FaultCodes.NotFound, $"The body's file cannot be read: {e.Message}");
        }
        catch (DecoderFallbackException)
        {
            return new Fault(FaultCodes.Invalid, "The body is not UTF-8.");
        }
    }

    private static async Task<Result<string>> ReadAsync(Stream source, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await source.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (all.Length + read > MostBytes) return new Fault(FaultCodes.TooLarge, "The body is larger than 4 MiB; attach large content as an artifact.");
            await all.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(all.GetBuffer(), 0, (int)all.Length);
    }
}
