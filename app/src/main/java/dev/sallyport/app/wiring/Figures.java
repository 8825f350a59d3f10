package dev.sallyport.app.wiring;

import dev.sallyport.app.admin.view.Metrics;
import dev.sallyport.gateway.GatewayMetrics;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// The gateway's counters as families of Prometheus.
record Figures(GatewayMetrics metrics) implements Metrics {

    private static final List<String> DECISIONS = List.of("permit", "deny", "hold", "contain");

    @Override
    public List<Family> families() {
        SortedMap<String, Long> now = metrics.snapshot();
        return List.of(
                new Family("decisions_total", "Decisions, by kind.", Kind.COUNTER, decisions(now)),
                new Family("refusals_total", "Workloads turned away, by reason.", Kind.COUNTER, refusals(now)),
                counter("answers_cut_total", "Answers cut while they streamed.", now, "answers.cut"),
                counter("records_lost_total", "Actions that went on unrecorded.", now, "records.lost"),
                counter("leases_left_total", "Leases left to the sweeper.", now, "leases.left"),
                gauge("sessions_open", "Sessions that are open.", now, "sessions.open"),
                gauge("holds_waiting", "Actions that wait for a human.", now, "holds.waiting"));
    }

    @Override
    public Understanding understanding() {
        SortedMap<String, Long> now = metrics.snapshot();
        long judged = DECISIONS.stream()
                .mapToLong(kind -> value(now, "decisions." + kind))
                .sum();
        return new Understanding(judged, value(now, "actions.unknown"));
    }

    private static long value(Map<String, Long> now, String name) {
        return now.getOrDefault(name, 0L);
    }

    private static List<Sample> decisions(Map<String, Long> now) {
        return DECISIONS.stream()
                .map(kind -> Sample.of(Map.of("kind", kind), (double) value(now, "decisions." + kind)))
                .toList();
    }

    private static List<Sample> refusals(SortedMap<String, Long> now) {
        String prefix = "refusals.";
        return now.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> Sample.of(
                        Map.of("reason", entry.getKey().substring(prefix.length())), (double) entry.getValue()))
                .toList();
    }

    private static Family counter(String name, String help, Map<String, Long> now, String label) {
        return new Family(name, help, Kind.COUNTER, List.of(Sample.of((double) value(now, label))));
    }

    private static Family gauge(String name, String help, Map<String, Long> now, String label) {
        return new Family(name, help, Kind.GAUGE, List.of(Sample.of((double) value(now, label))));
    }
}
