package dev.sallyport.app.admin;

import dev.sallyport.app.admin.view.Metrics;
import dev.sallyport.app.admin.view.Metrics.Family;
import dev.sallyport.app.admin.view.Metrics.Kind;
import dev.sallyport.app.admin.view.Metrics.Sample;
import dev.sallyport.app.admin.view.Metrics.Understanding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Figures in the Prometheus text format, version 0.0.4.
final class Exposition {

    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final String PREFIX = "sallyport_";

    private Exposition() {}

    static String of(Metrics metrics) {
        StringBuilder text = new StringBuilder();
        understanding(metrics.understanding()).forEach(family -> write(family, text));
        metrics.families().forEach(family -> write(family, text));
        return text.toString();
    }

    /// UNKNOWN % is a quality figure (R11).
    private static List<Family> understanding(Understanding counted) {
        double share = counted.judged() == 0 ? 0 : (double) counted.unknown() / counted.judged();
        return List.of(
                one("actions_judged_total", "Actions decided.", Kind.COUNTER, (double) counted.judged()),
                one("actions_unknown_total", "Actions not fully understood.", Kind.COUNTER, (double) counted.unknown()),
                one("actions_unknown_ratio", "Share of actions not fully understood.", Kind.GAUGE, share));
    }

    private static Family one(String name, String help, Kind kind, double value) {
        return new Family(name, help, kind, List.of(Sample.of(value)));
    }

    private static void write(Family family, StringBuilder text) {
        String name = PREFIX + family.name();
        String kind = family.kind().name().toLowerCase(Locale.ROOT);
        text.append("# HELP ")
                .append(name)
                .append(' ')
                .append(escaped(family.help(), false))
                .append('\n');
        text.append("# TYPE ").append(name).append(' ').append(kind).append('\n');
        for (Sample sample : family.samples()) {
            text.append(name)
                    .append(labels(sample.labels()))
                    .append(' ')
                    .append(number(sample.value()))
                    .append('\n');
        }
    }

    private static String labels(Map<String, String> labels) {
        if (labels.isEmpty()) return "";
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + escaped(label.getValue(), true) + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String escaped(String text, boolean quoted) {
        String escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
        return quoted ? escaped.replace("\"", "\\\"") : escaped;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
