using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Yoi.Journal.Files;
using Yoi.Workspace.Server;

namespace Yoi.Cli;

/// <summary>Sends measurements and traces to a collector, where the standard variable OTEL_EXPORTER_OTLP_ENDPOINT names one; the other OTEL variables hold as everywhere.</summary>
internal sealed class Telemetry : IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const int MostMilliseconds = 3_000;

    private readonly MeterProvider _meters;
    private readonly TracerProvider _traces;

    private Telemetry(MeterProvider meters, TracerProvider traces) => (_meters, _traces) = (meters, traces);

    /// <summary>Null where nobody asks for it; it ends with the last of what was measured sent.</summary>
    public static Telemetry? Start()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Endpoint))) return null;
        var resource = ResourceBuilder.CreateDefault().AddService("yoi", serviceVersion: YoiVersion.Text).AddEnvironmentVariableDetector();
        return new(
            Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter($"{TelemetryNames.Prefix}*").AddOtlpExporter().Build(),
            Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource($"{TelemetryNames.Prefix}*").AddOtlpExporter().Build());
    }

    /// <summary>Sends what was measured so far; what is read off a part must be before that part ends. Gives up after a few seconds.</summary>
    public void Flush() => _meters.ForceFlush(MostMilliseconds);

    /// <summary>What a journal did, for whoever measures; dispose it before the journal.</summary>
    public static Meter Measure(FileJournal journal)
    {
        var meter = new Meter(TelemetryNames.JournalMeter);
        meter.CreateObservableCounter(TelemetryNames.JournalAppends, () => journal.Statistics.Appends, null, "Appends to the journal.");
        meter.CreateObservableCounter(TelemetryNames.JournalSyncs, () => journal.Statistics.Syncs, null, "Syncs of the journal's log.");
        meter.CreateObservableCounter(TelemetryNames.JournalBytes, () => journal.Statistics.Bytes, "By", "Bytes written to the journal.");
        return meter;
    }

    public void Dispose()
    {
        _meters.Dispose();
        _traces.Dispose();
    }
}
