package dev.sallyport.app.cli.work;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Measures on this machine.
public interface Bench {

    /// pgbench directly, through PgBouncer when it is installed, and through the gateway, in turns.
    Measured postgres(Plan plan, Progress progress) throws CommandFailure, IOException, InterruptedException;

    /// How long a decision takes.
    Measured decide(Plan plan, Progress progress) throws CommandFailure, IOException, InterruptedException;

    /// @param clients at once
    /// @param rounds of which the median counts
    /// @param warmup before the first round
    /// @param round length of one round
    record Plan(int clients, int rounds, Duration warmup, Duration round) {}

    /// @param conditions under which it was measured, such as `PGSSLMODE=disable`
    /// @param goals what was aimed at
    record Measured(List<String> conditions, List<Sheet> sheets, List<Goal> goals) {
        public Measured {
            conditions = List.copyOf(conditions);
            sheets = List.copyOf(sheets);
            goals = List.copyOf(goals);
        }
    }

    /// @param name such as `throughput against PgBouncer, 8 clients`
    /// @param wanted with its unit
    /// @param found with its unit
    record Goal(String name, String wanted, String found, boolean met) {}
}
