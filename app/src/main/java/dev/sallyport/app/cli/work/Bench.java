package dev.sallyport.app.cli.work;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Measures on this machine.
public interface Bench {

    /// pgbench directly, through PgBouncer when it is installed, and through the gateway, in turns.
    Measured postgres(Plan plan, Progress progress) throws CommandFailure, IOException, InterruptedException;

    /// wrk directly, through nginx and through the gateway, in turns.
    Measured http(Plan plan, Progress progress) throws CommandFailure, IOException, InterruptedException;

    /// Streams of a model, directly and through the gateway, in turns.
    Measured llm(Plan plan, Progress progress) throws CommandFailure, IOException, InterruptedException;

    /// Calls of a tool, directly and through the gateway, in turns.
    Measured mcp(Plan plan, Progress progress) throws CommandFailure, IOException, InterruptedException;

    /// How long a decision takes.
    Measured decide(Plan plan, Progress progress) throws CommandFailure, IOException, InterruptedException;

    /// How long the engine of door two takes, by the length of the conversation.
    Measured intent(Plan plan, Progress progress) throws CommandFailure, IOException, InterruptedException;

    /// How long a token takes to be proved, and how many tasks are opened at the session endpoint.
    Measured identity(Plan plan, Progress progress) throws CommandFailure, IOException, InterruptedException;

    /// @param clients at once
    /// @param rounds of which the median counts
    /// @param warmup before the first round
    /// @param round length of one round
    /// @param sessions that are opened and left alone, to see what one takes
    record Plan(int clients, int rounds, Duration warmup, Duration round, int sessions) {

        private static final int FEW = 200;
        private static final int MANY = 2000;
        private static final Duration WHOLE = Duration.ofSeconds(50);

        /// Fewer sessions for a short look than for a measurement.
        public Plan(int clients, int rounds, Duration warmup, Duration round) {
            this(clients, rounds, warmup, round, round.multipliedBy(rounds).compareTo(WHOLE) < 0 ? FEW : MANY);
        }

        public Plan keeping(int others) {
            return new Plan(clients, rounds, warmup, round, others);
        }
    }

    /// @param conditions under which it was measured, such as `PGSSLMODE=disable`
    /// @param goals what was aimed at
    /// @param figures the few that are compared from build to build; null when there are none
    record Measured(
            List<String> conditions,
            List<Sheet> sheets,
            List<Goal> goals,
            @Nullable Figures figures) {
        public Measured(List<String> conditions, List<Sheet> sheets, List<Goal> goals) {
            this(conditions, sheets, goals, null);
        }

        public Measured {
            conditions = List.copyOf(conditions);
            sheets = List.copyOf(sheets);
            goals = List.copyOf(goals);
        }
    }

    /// Medians; null for what could not be measured, and then a note says why.
    ///
    /// @param ratios of the gateway to what it is compared with, by name: more is faster for `tps_…` and
    ///     `rps_…`, slower for `open_…`
    /// @param addedMicros what it adds to the p50 of one statement or request, directly and with one client
    /// @param cpuMicros its processor time for one
    /// @param idleKilobytes its memory for a session in which nothing happens
    record Figures(
            Map<String, @Nullable Double> ratios,
            @Nullable Double addedMicros,
            @Nullable Double cpuMicros,
            @Nullable Double idleKilobytes,
            List<String> notes) {
        public Figures {
            ratios = Collections.unmodifiableMap(new LinkedHashMap<>(ratios));
            notes = List.copyOf(notes);
        }
    }

    /// @param name such as `throughput against PgBouncer, 8 clients`
    /// @param wanted with its unit
    /// @param found with its unit
    record Goal(String name, String wanted, String found, boolean met) {}
}
