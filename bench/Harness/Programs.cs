using System.Diagnostics;
using System.Globalization;

namespace Yoi.Bench;

/// <summary>Runs whole programs; their output is read and dropped.</summary>
internal static class Programs
{
    private const int Killed = 128 + 9;

    public static async Task RunAsync(string folder, IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        using var process = Start(folder, environment, program, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
    }

    /// <summary>What a program says, a figure a line as <c>name value</c>; a program that kills itself has said what it had to.</summary>
    public static async Task<IReadOnlyDictionary<string, double>> FiguresAsync(string program, params string[] arguments)
    {
        using var process = Start(AppContext.BaseDirectory, new Dictionary<string, string>(), program, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode is not (0 or Killed)) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToDictionary(part => part[0], part => double.Parse(part[1], CultureInfo.InvariantCulture));
    }

    /// <summary>The most memory a program held, in MiB, as the kernel counts it (VmHWM); looked at until it ends.</summary>
    public static async Task<double> PeakAsync(string folder, IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        using var process = Start(folder, environment, program, arguments);
        var output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        double peak = 0;
        while (!process.HasExited)
        {
            try
            {
                var line = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(l => l.StartsWith("VmHWM", StringComparison.Ordinal));
                if (line is not null) peak = Math.Max(peak, double.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024);
            }
            catch (IOException)
            {
                break;
            }
        }

        await output;
        return peak;
    }

    private static Process Start(string folder, IReadOnlyDictionary<string, string> environment, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
