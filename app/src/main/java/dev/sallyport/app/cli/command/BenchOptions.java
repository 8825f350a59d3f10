package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.Bench.Plan;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.time.Duration;
import picocli.CommandLine.Option;

/// How to measure.
final class BenchOptions {

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "8",
            description = "Clients at once. Default: ${DEFAULT-VALUE}.")
    private int clients;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Rounds, of which the median counts. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "Length of one round. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "15",
            description = "Seconds before the first round. Default: ${DEFAULT-VALUE}.")
    private int warmup;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Option(names = "--assert", description = "End with 1 when a goal is missed.")
    boolean asserting;

    Plan plan() throws CommandFailure {
        if (clients < 1 || rounds < 1 || seconds < 1 || warmup < 0) {
            throw new CommandFailure(ExitCode.USAGE, "clients, rounds and seconds start at 1, warmup at 0");
        }
        return new Plan(clients, rounds, Duration.ofSeconds(warmup), Duration.ofSeconds(seconds));
    }
}
