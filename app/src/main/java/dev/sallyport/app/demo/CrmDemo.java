package dev.sallyport.app.demo;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Demo;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.Progress;
import dev.sallyport.app.config.load.ConfigurationException;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.demo.ScenePackages.Missing;
import dev.sallyport.trail.read.Verification;
import dev.sallyport.trail.read.Verifier;
import dev.sallyport.trail.seal.HeadKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Plays both acts at one database and looks at what is left: roles at the server, the trails.
///
/// @param environment of this process
/// @param work where what was fetched for the second act is kept; null to fetch it anew and keep nothing
public record CrmDemo(
        ConfigurationFile loader,
        InstantSource clock,
        Map<String, String> environment,
        @Nullable Path work) implements Demo {

    public CrmDemo {
        environment = Map.copyOf(environment);
    }

    @Override
    public Played play(Set<Act> acts, Progress progress) throws CommandFailure, IOException, InterruptedException {
        progress.step("starting PostgreSQL");
        try (CrmDatabase database = CrmDatabase.start()) {
            List<PlayedAct> played = new ArrayList<>();
            for (Act act : new TreeSet<>(acts)) played.add(play(act, database, progress));
            return new Played(played, (int) database.leaseRoles());
        } catch (ConfigurationException e) {
            throw new CommandFailure(ExitCode.BUG, "the demo's configuration is wrong: " + e.getMessage());
        } catch (SQLException e) {
            throw new CommandFailure(ExitCode.BUG, "the demo's database failed: " + e.getMessage());
        }
    }

    private PlayedAct play(Act act, CrmDatabase database, Progress progress)
            throws CommandFailure, IOException, InterruptedException, SQLException, ConfigurationException {
        return switch (act) {
            case FIRST -> first(database, progress);
            case SECOND -> second(database, progress);
        };
    }

    private PlayedAct first(CrmDatabase database, Progress progress)
            throws IOException, InterruptedException, SQLException, ConfigurationException {
        progress.step("starting the platform and the gateway");
        try (Stage stage = Stage.set(loader, clock, database)) {
            List<Scenario> scenarios = new Story(stage, progress).play();
            progress.step("stopping the gateway");
            stage.stopGateway();
            Verification trail = trail(stage.folder().path().resolve("state"));
            return new PlayedAct(
                    Act.FIRST,
                    scenarios,
                    List.of(),
                    trail instanceof Verification.Intact,
                    trail.extent().records(),
                    "");
        }
    }

    private PlayedAct second(CrmDatabase database, Progress progress)
            throws CommandFailure, IOException, InterruptedException, SQLException, ConfigurationException {
        try (DemoFolder once = DemoFolder.create()) {
            var packages = new ScenePackages(work == null ? once.path() : work, environment, progress).install();
            progress.step("second act: starting the model, the helpdesk, the webhook and the gateway");
            try (SceneStage stage = SceneStage.set(loader, clock, database, packages)) {
                List<Scenario> scenarios = new Scene(stage, database, progress).play();
                stage.stopGateway();
                Verification trail = trail(stage.state());
                return new PlayedAct(
                        Act.SECOND,
                        scenarios,
                        SceneStory.of(loader, stage.state()),
                        trail instanceof Verification.Intact,
                        trail.extent().records(),
                        "");
            }
        } catch (Missing e) {
            return PlayedAct.skipped(Act.SECOND, String.valueOf(e.getMessage()));
        }
    }

    private static Verification trail(Path state) throws IOException {
        return Verifier.verify(state.resolve("trail"), HeadKeys.in(state.resolve("keys")), List.of());
    }
}
