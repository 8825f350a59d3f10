package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.Bench.Plan;
import picocli.CommandLine.Option;

/// How many sessions are left alone.
final class BenchSessions {

    @Option(
            names = "--sessions",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Idle sessions, for the memory of one. 0: 2000, or 200 when all rounds take less than 50 seconds.")
    private int sessions;

    Plan in(Plan plan) {
        return sessions > 0 ? plan.keeping(sessions) : plan;
    }
}
