package dev.sallyport.app.exec;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Exec;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.Progress;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.HostPort;
import dev.sallyport.app.config.load.ConfigurationException;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.exec.confine.Confinement;
import dev.sallyport.app.exec.confine.Destination;
import dev.sallyport.app.exec.confine.Scrubbed;
import dev.sallyport.app.exec.confine.View;
import dev.sallyport.app.exec.proof.Proof;
import dev.sallyport.app.exec.proof.ProofSearch;
import dev.sallyport.app.exec.run.Enclosure;
import dev.sallyport.app.exec.run.Open;
import dev.sallyport.app.exec.run.Running;
import dev.sallyport.app.exec.run.Signals;
import dev.sallyport.app.exec.session.Authorities;
import dev.sallyport.app.exec.session.GatewayPlace;
import dev.sallyport.app.exec.session.HttpVariables;
import dev.sallyport.app.exec.session.OpenSession;
import dev.sallyport.app.exec.session.Reached;
import dev.sallyport.app.exec.session.SessionClient;
import dev.sallyport.app.exec.session.TokenFiles;
import dev.sallyport.app.exec.session.Variables;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Everything that can be refused is refused before the session is opened, and the session is closed
/// however the command ends.
///
/// @param interactive whether a terminal sends Ctrl-C to the command by itself
public record GatewayExec(ConfigurationFile loader, InstantSource clock, RandomGenerator random, boolean interactive)
        implements Exec {

    @Override
    public int run(Order order, Map<String, String> caller, Path folder, Progress progress)
            throws CommandFailure, IOException, InterruptedException {
        Optional<Configuration> configured = configuration(order.way());
        GatewayPlace gateway = GatewayPlace.of(order.way(), configured);
        Authorities authorities = Authorities.of(order.way().authorities());
        Task task = complete(order.task(), configured);
        Inhabitant inhabitant = new Inhabitant(Thread.currentThread(), order.walls() == null && interactive);
        Signals.hear(inhabitant::told);
        Proof.Found proof = ProofSearch.of(
                        task.proof(), task.audience(), caller, HttpClient.newHttpClient(), clock, random)
                .find();
        View view = view(order.walls(), folder, configured);
        SessionClient client = new SessionClient(gateway.endpoint(), authorities.client());
        Reached reached = Reached.of(client, task.targets());
        try (Enclosure place = place(order.walls(), gateway, reached, view);
                OpenSession session = OpenSession.open(
                        client, task, proof, new TokenFiles(gateway, reached.targets(), place), progress)) {
            Map<String, String> base = order.walls() == null
                    ? caller
                    : Scrubbed.of(caller, order.walls().environment(), view);
            Map<String, String> postgres = Variables.of(base, gateway, reached.targets(), authorities, place);
            HttpVariables http = new HttpVariables(gateway, session.tokens(), authorities, reached.authority());
            Map<String, String> all = http.added(postgres, reached.targets(), place);
            return inhabitant.live(() -> place.start(order.command(), all));
        }
    }

    private Optional<Configuration> configuration(Way way) throws CommandFailure {
        if (way.configuration() == null) return Optional.empty();
        try {
            return Optional.of(loader.load(way.configuration()).orThrow().configuration());
        } catch (ConfigurationException e) {
            throw new CommandFailure(
                    ExitCode.REFUSED, "the configuration cannot be used", e.errors(way.configuration()));
        }
    }

    private static Task complete(Task task, Optional<Configuration> configured) throws CommandFailure {
        if (!task.targets().isEmpty()) return task;
        List<String> all =
                configured.map(c -> List.copyOf(c.targets().keySet())).orElse(List.of());
        if (all.size() != 1) throw new CommandFailure(ExitCode.USAGE, "--target: say which one");
        return new Task(task.purpose(), task.text(), all, task.proof(), task.audience());
    }

    private static View view(@Nullable Walls walls, Path folder, Optional<Configuration> configured)
            throws CommandFailure {
        List<Path> hidden = configured
                .map(c -> List.of(c.state().toAbsolutePath().normalize()))
                .orElse(List.of());
        return View.of(walls == null ? List.of() : walls.shown(), folder.toAbsolutePath(), hidden);
    }

    private Enclosure place(@Nullable Walls walls, GatewayPlace gateway, Reached reached, View view)
            throws CommandFailure, IOException, InterruptedException {
        if (walls == null) return Open.inTemporaryFolder();
        List<Destination> doors = new ArrayList<>();
        for (HostPort door : reached.doors(gateway)) doors.add(Destination.of(door.host(), door.port()));
        return Confinement.open(doors, view, random);
    }

    private interface Beginning {
        Running start() throws IOException;
    }

    /// The command, from the outside: told what exec is told.
    private static final class Inhabitant {

        private final Thread waiting;
        private final boolean told;
        private volatile @Nullable Running running;
        private volatile boolean over;

        /// @param told whether the terminal tells the command of Ctrl-C itself
        Inhabitant(Thread waiting, boolean told) {
            this.waiting = waiting;
            this.told = told;
        }

        int live(Beginning beginning) throws IOException, InterruptedException {
            try {
                return begun(beginning).await();
            } finally {
                over = true;
            }
        }

        /// What is told while the command starts is told to the command: whoever saw its first word means it.
        private synchronized Running begun(Beginning beginning) throws IOException {
            Running started = beginning.start();
            running = started;
            return started;
        }

        /// Before there is a command, exec itself is meant; when it has ended, nothing may keep exec from
        /// closing the session.
        synchronized void told(String signal) {
            Running now = running;
            if (over) return;
            if (now == null) {
                waiting.interrupt();
                return;
            }
            if (told && signal.equals("INT")) return;
            try {
                now.signal(signal);
            } catch (IOException _) {
                // it has ended meanwhile
            }
        }
    }
}
