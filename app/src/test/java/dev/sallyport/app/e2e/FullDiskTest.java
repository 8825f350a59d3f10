package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.trail.read.Verification;
import dev.sallyport.trail.read.Verifier;
import dev.sallyport.trail.seal.HeadKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk of the trail is full: what cannot be recorded does not happen, nobody is let in, sessions
/// end cleanly, and all goes on when there is room again.
class FullDiskTest {

    private static final String CUSTOMER = "SELECT name FROM customers WHERE id = 42";
    private static final String CHANGE = "UPDATE tickets SET note = 'unrecorded' WHERE id = 7";

    @TempDir
    private static Path folder;

    private static Path mount;
    private static E2eStage stage;

    @BeforeAll
    static void play() throws Exception {
        mount = Files.createDirectory(folder.resolve("small"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m,mode=0700", "tmpfs", mount.toString()),
                "needs Linux and the right to mount a tmpfs (root)");
        stage = E2eStage.set(folder, Crm.RESOLVE_TICKET);
        stage.configure(
                Crm.RESOLVE_TICKET, yaml -> yaml + "trail: { directory: \"" + mount.resolve("trail") + "\" }\n");
        stage.start();
    }

    @AfterAll
    static void close() throws Exception {
        if (stage != null) stage.close();
        run("umount", mount.toString());
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(20, TimeUnit.SECONDS)) return process.exitValue() == 0;
            process.destroyForcibly();
            return false;
        } catch (IOException _) {
            return false;
        }
    }

    private static void fill(Path ballast) throws IOException {
        byte[] block = new byte[512];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) out.write(block);
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static Connection connect() throws SQLException {
        return stage.agents().connect(stage.token());
    }

    @Test
    void nothingHappensUnrecordedAndAllGoesOnLater() throws Exception {
        Path ballast = mount.resolve("ballast");
        try (Connection staying = connect();
                Connection leaving = connect()) {
            assertThat(Agents.read(staying, CUSTOMER)).containsExactly("Customer 42");
            fill(ballast);
            // a page of the file system may have some room left: after a while there is none
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 200; i++) Agents.read(staying, CUSTOMER);
                    })
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("trail");
            assertThatThrownBy(() -> Agents.change(staying, CHANGE)).isInstanceOf(SQLException.class);
            assertThat(stage.database().one("SELECT note FROM tickets WHERE id = 7"))
                    .isEmpty();
            assertThatThrownBy(FullDiskTest::connect).isInstanceOf(SQLException.class);
            leaving.close();
            Await.until(
                    "the lease of the session that left is gone all the same",
                    () -> stage.database().leases().size() == 1);
            Files.delete(ballast);
            Await.until("the session goes on", () -> isServed(staying));
            assertThat(Agents.change(staying, CHANGE)).isEqualTo(1);
        }
        Await.until("agents are let in again", FullDiskTest::isLetIn);
        Await.until("no lease is left", () -> stage.database().leases().isEmpty());
        stage.stop();
        assertThat(Verifier.verify(
                        mount.resolve("trail"), HeadKeys.in(stage.state().resolve("keys")), List.of()))
                .isInstanceOf(Verification.Intact.class);
    }

    private static boolean isServed(Connection connection) {
        try {
            return Agents.read(connection, CUSTOMER).contains("Customer 42");
        } catch (SQLException e) {
            return false;
        }
    }

    private static boolean isLetIn() {
        try (Connection connection = connect()) {
            return isServed(connection);
        } catch (SQLException e) {
            return false;
        }
    }
}
