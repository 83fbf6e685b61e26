using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Yoi.Workspace.Server;

/// <summary>Adds up what meters report, and writes it in the text format of Prometheus: this server's own meter, and those of the parts below it.</summary>
internal sealed class MetricsBook : IDisposable
{
    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, ConcurrentDictionary<string, Series>> _instruments = new();

    public MetricsBook(Meter own)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Another server in this process has a meter of the same name.
            var isOurs = instrument.Meter.Name == own.Name ? instrument.Meter == own : instrument.Meter.Name.StartsWith(TelemetryNames.Prefix, StringComparison.Ordinal);
            if (isOurs) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public void Write(StringBuilder text)
    {
        _listener.RecordObservableInstruments();
        foreach (var (instrument, series) in _instruments.OrderBy(i => i.Key.Name, StringComparer.Ordinal))
        {
            var (isCounter, isHistogram) = (instrument is Counter<long> or ObservableCounter<long>, instrument is Histogram<double>);
            var name = NameOf(instrument.Name) + (isHistogram ? "_seconds" : isCounter ? "_total" : "");
            Head(text, name, instrument.Description ?? "", isHistogram ? "histogram" : isCounter ? "counter" : "gauge");
            foreach (var (labels, one) in series.OrderBy(s => s.Key, StringComparer.Ordinal)) one.Write(text, name, labels, isHistogram);
        }
    }

    public static void Head(StringBuilder text, string name, string help, string type) =>
        text.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    public static string NameOf(string instrument) => instrument.Replace('.', '_');

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach (var (key, tag) in tags)
            labels.Append(labels.Length == 0 ? "" : ",").Append(key).Append("=\"").Append($"{tag}".Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        _instruments.GetOrAdd(instrument, _ => new()).GetOrAdd(labels.ToString(), _ => new()).Add(value, isWhole: instrument.IsObservable);
    }

    private sealed class Series
    {
        private readonly Lock _gate = new();
        private readonly long[] _buckets = new long[Bounds.Length + 1];
        private double _sum;
        private long _count;

        /// <param name="value">The value.</param>
        /// <param name="isWhole">Whether it is all there is, not what came on top.</param>
        public void Add(double value, bool isWhole)
        {
            var bucket = Array.FindIndex(Bounds, bound => value <= bound);
            lock (_gate)
            {
                (_sum, _count) = (isWhole ? value : _sum + value, _count + 1);
                _buckets[bucket < 0 ? Bounds.Length : bucket]++;
            }
        }

        public void Write(StringBuilder text, string name, string labels, bool isHistogram)
        {
            lock (_gate)
            {
                if (!isHistogram)
                {
                    Line(text, name, labels, _sum);
                    return;
                }

                var below = 0L;
                for (var i = 0; i < Bounds.Length; i++) Line(text, $"{name}_bucket", Joined(labels, Number(Bounds[i])), below += _buckets[i]);
                Line(text, $"{name}_bucket", Joined(labels, "+Inf"), _count);
                Line(text, $"{name}_sum", labels, _sum);
                Line(text, $"{name}_count", labels, _count);
            }
        }

        private static string Joined(string labels, string bound) => $"{labels}{(labels.Length > 0 ? "," : "")}le=\"{bound}\"";

        private static void Line(StringBuilder text, string name, string labels, double value)
        {
            text.Append(name);
            if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
            text.Append(' ').Append(Number(value)).Append('\n');
        }

        private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
    }
}
