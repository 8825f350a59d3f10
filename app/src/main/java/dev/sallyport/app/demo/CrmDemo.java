package dev.sallyport.app.demo;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Demo;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.Progress;
import dev.sallyport.app.config.load.ConfigurationException;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.trail.read.Verification;
import dev.sallyport.trail.read.Verifier;
import dev.sallyport.trail.seal.HeadKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/// Plays the whole story and looks at what is left: roles at the server, the trail.
public record CrmDemo(ConfigurationFile loader, InstantSource clock) implements Demo {

    @Override
    public Played play(Progress progress) throws CommandFailure, IOException, InterruptedException {
        progress.step("starting PostgreSQL, the platform and the gateway");
        try (Stage stage = Stage.set(loader, clock)) {
            List<Scenario> scenarios = new Story(stage, progress).play();
            progress.step("stopping the gateway");
            stage.stopGateway();
            return played(stage, scenarios);
        } catch (ConfigurationException e) {
            throw new CommandFailure(ExitCode.BUG, "the demo's configuration is wrong: " + e.getMessage());
        } catch (SQLException e) {
            throw new CommandFailure(ExitCode.BUG, "the demo's database failed: " + e.getMessage());
        }
    }

    private static Played played(Stage stage, List<Scenario> scenarios) throws SQLException, IOException {
        Path state = stage.folder().path().resolve("state");
        Verification trail = Verifier.verify(state.resolve("trail"), HeadKeys.in(state.resolve("keys")), List.of());
        return new Played(
                scenarios, trail instanceof Verification.Intact, trail.extent().records(), (int)
                        stage.database().leaseRoles());
    }
}
