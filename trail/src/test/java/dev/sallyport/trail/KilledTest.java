package dev.sallyport.trail;

import static dev.sallyport.api.audit.Durability.SYNCED;
import static dev.sallyport.api.audit.Durability.WRITTEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Pen;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.Verification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// R21: a killed process loses no record that it announced. A real process, a real SIGKILL.
class KilledTest {

    @TempDir
    Path root;

    @Test
    @Timeout(120)
    void whatWasAnnouncedBeforeTheKillStandsInTheTrail() throws Exception {
        Set<String> announced = new HashSet<>();
        for (int run = 1; run <= 2; run++) {
            announced.addAll(announcedUntilKilled("run-" + run, 1000 * run));
            Trails.open(Trails.settings(root)).close();
        }
        assertThat(Trails.verify(Trails.settings(root))).isInstanceOf(Verification.Intact.class);
        Set<String> recorded = new HashSet<>();
        try (var records = new TrailReader(Trails.settings(root).directory()).records(Position.START, Filter.ALL)) {
            records.forEach(record -> recorded.add(record.session() + " " + record.text("reason")));
        }
        assertThat(recorded).containsAll(announced);
    }

    private Set<String> announcedUntilKilled(String run, int enough) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        root.toString(),
                        run)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Set<String> announced = new HashSet<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.endsWith(".")) announced.add(line.substring(0, line.length() - 1));
                if (announced.size() == enough) process.toHandle().destroyForcibly();
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(announced).hasSizeGreaterThanOrEqualTo(enough);
        return announced;
    }

    /// Writes on two loops, as fast as it can, and announces what it was told, until nobody listens or long enough.
    static final class Victim {

        public static void main(String[] arguments) throws IOException {
            PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
            FileTrail trail = Trails.open(Trails.settings(Path.of(arguments[0])));
            for (int i = 0; i < 2; i++) {
                ExecutorService loop = Executors.newSingleThreadExecutor();
                String session = arguments[1] + "-" + i;
                loop.execute(() -> turn(trail.pen(loop), loop, session, 0, out));
            }
        }

        private static void turn(Pen pen, ExecutorService loop, String session, int first, PrintStream out) {
            if (first > 500_000 || out.checkError()) System.exit(1);
            for (int i = first; i < first + 5; i++) {
                String number = Integer.toString(i);
                pen.append(
                        new AuditEvent.SessionClosed(Events.NOON, session, number),
                        i % 5 == 0 ? SYNCED : WRITTEN,
                        ok -> {
                            if (ok) out.println(session + " " + number + ".");
                        });
            }
            loop.execute(() -> turn(pen, loop, session, first + 5, out));
        }
    }
}
