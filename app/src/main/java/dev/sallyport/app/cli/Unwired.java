package dev.sallyport.app.cli;

import dev.sallyport.app.bench.MachineBench;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.TrailBook;
import dev.sallyport.app.cli.work.Whereabouts.Places;
import dev.sallyport.app.cli.work.Work;
import dev.sallyport.app.demo.CrmDemo;
import dev.sallyport.app.service.GatewayService;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Holds the places of the rooms that are being built beside this one: what is called says that it is not there. The
/// wiring of the application takes its place.
final class Unwired {

    private Unwired() {}

    static Work work() {
        return new Work(
                configuration -> Places.inState(configuration.toAbsolutePath().resolveSibling("state")),
                new GatewayService(Clock.systemUTC()),
                _ -> {
                    throw missing("configuration");
                },
                new CrmDemo(Clock.systemUTC()),
                _ -> {
                    throw missing("authority");
                },
                new MachineBench(Clock.systemUTC()),
                () -> {
                    throw new IllegalStateException("this build has no schema");
                },
                new NoTrail());
    }

    private static CommandFailure missing(String room) {
        return new CommandFailure(ExitCode.BUG, "this build has no " + room);
    }

    private record NoTrail() implements TrailBook {
        @Override
        public void show(Path folder, Wanted wanted, Reader reader) throws CommandFailure {
            throw missing("trail");
        }

        @Override
        public void follow(Path folder, Wanted wanted, Reader reader) throws CommandFailure {
            throw missing("trail");
        }

        @Override
        public Verified verify(Path folder, Path keys, List<Path> saved) throws CommandFailure {
            throw missing("trail");
        }

        @Override
        public Optional<String> reveal(Path folder, Path keys, String requestId) throws CommandFailure {
            throw missing("trail");
        }
    }
}
