package dev.sallyport.app.wiring;

import dev.sallyport.app.config.AccessEntry;
import dev.sallyport.app.config.AuthMethodEntry;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.postgres.Served;
import dev.sallyport.transport.TlsFace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The targets of one configuration: made ready beside those that run, then put in their place.
record Targets(Map<String, RunningTarget> byName) {

    static final Targets NONE = new Targets(Map.of());

    private static final Duration RETIRED_WITHIN = Duration.ofSeconds(20);

    /// What runs already and can go on does. Nothing of what runs is changed.
    ///
    /// @throws IOException when a secret or a file cannot be read; then nothing new stays open
    Targets prepare(Configuration next, Ground ground) throws IOException {
        Map<String, RunningTarget> prepared = new LinkedHashMap<>();
        boolean ready = false;
        try {
            for (Map.Entry<String, TargetEntry> entry : next.targets().entrySet()) {
                RunningTarget now = byName.get(entry.getKey());
                prepared.put(
                        entry.getKey(),
                        now == null
                                ? Catalog.target(entry.getKey(), entry.getValue(), next, ground)
                                : now.by(entry.getValue(), next, ground));
            }
            ready = true;
            return new Targets(prepared);
        } finally {
            if (!ready) new Targets(prepared).discard(this);
        }
    }

    Served postgres(TlsFace face, Configuration configuration) throws IOException {
        return Served.of(
                postgres().map(RunningPostgres::served).toList(),
                face,
                LimitsFrom.wire(configuration),
                byCertificate(configuration));
    }

    /// Those that a workload can reach with a client certificate alone.
    private static Set<String> byCertificate(Configuration configuration) {
        return configuration.access().stream()
                .filter(rule -> {
                    AuthMethodEntry method = configuration.authMethods().get(rule.from());
                    return method != null && method.proof().certificateIsEnough();
                })
                .map(AccessEntry::to)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// All that a lease in this role is made from; whoever has one of another shape must come again
    /// (R18).
    String shape(String target, String role) {
        RunningTarget running = byName.get(target);
        return running == null ? "" : running.shape(role);
    }

    private static boolean runs(@Nullable RunningTarget one, RunningTarget other) {
        return one != null && one.sharesWith(other);
    }

    /// Names of those that are new or reached anew, compared with what ran.
    List<String> newSince(Targets before) {
        return byName.entrySet().stream()
                .filter(e -> !runs(before.byName.get(e.getKey()), e.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Waits until those that are new know enough: their first guests shall not be denied because of
    /// it. One that is away keeps nobody waiting for longer.
    void awaitReadiness(Targets before, Duration atMost) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        newSince(before).forEach(name -> all.add(running(name).known()));
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .exceptionally(away -> null)
                .completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /// They are not served in the end: closes what is not one of those that run.
    void discard(Targets running) {
        newSince(running).forEach(name -> running(name).close());
    }

    /// They are served from now on: what ran before and does not any more gives its leases back and
    /// closes, and only then its successor sweeps, in the background.
    void succeed(Targets before) {
        newSince(before).stream()
                .filter(name -> !before.byName.containsKey(name))
                .forEach(name -> running(name).begin());
        before.newSince(this)
                .forEach(name -> Thread.ofVirtual()
                        .name("retiring-" + name)
                        .start(() -> replace(before.running(name), byName.get(name))));
    }

    private static void replace(RunningTarget old, @Nullable RunningTarget successor) {
        try {
            old.retire(RETIRED_WITHIN);
        } finally {
            if (successor != null) successor.begin();
        }
    }

    private RunningTarget running(String name) {
        RunningTarget found = byName.get(name);
        if (found == null) throw new IllegalArgumentException("no such target: `" + name + "`");
        return found;
    }

    Stream<RunningPostgres> postgres() {
        return byName.values().stream()
                .filter(RunningPostgres.class::isInstance)
                .map(RunningPostgres.class::cast);
    }

    Stream<RunningOverHttp<?>> overHttp() {
        return byName.values().stream()
                .filter(RunningOverHttp.class::isInstance)
                .map(each -> (RunningOverHttp<?>) each);
    }

    Collection<RunningTarget> all() {
        return byName.values();
    }

    void close() {
        byName.values().forEach(RunningTarget::close);
    }
}
