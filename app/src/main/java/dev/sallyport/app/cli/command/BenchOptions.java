package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.Bench.Plan;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How to measure.
final class BenchOptions {

    private static final String SCREEN = "-";

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

    @Option(
            names = "--json",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = SCREEN,
            description = "Write JSON to a file as well; without a name, print it instead.")
    private @Nullable String json;

    @Option(names = "--assert", description = "End with 1 when a goal is missed.")
    boolean asserting;

    boolean printsJson() {
        return SCREEN.equals(json);
    }

    /// Where JSON is written as well.
    Optional<Path> file() {
        return Optional.ofNullable(json).filter(name -> !name.equals(SCREEN)).map(Path::of);
    }

    /// @param clients at once
    Plan plan(int clients) throws CommandFailure {
        if (clients < 1 || rounds < 1 || seconds < 1 || warmup < 0) {
            throw new CommandFailure(ExitCode.USAGE, "clients, rounds and seconds start at 1, warmup at 0");
        }
        return new Plan(clients, rounds, Duration.ofSeconds(warmup), Duration.ofSeconds(seconds));
    }
}
