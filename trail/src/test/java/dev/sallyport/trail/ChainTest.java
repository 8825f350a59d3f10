package dev.sallyport.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.trail.line.Link;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.Segments;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.read.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainTest {

    @TempDir
    Path root;

    @Test
    void everyLineHangsOnTheOneBeforeItAcrossSegments() throws Exception {
        TrailSettings settings = Trails.settings(root).segments(4096, Duration.ofDays(1));
        Random random = new Random(1);
        Trails.write(
                settings,
                IntStream.range(0, 200).mapToObj(_ -> Events.random(random)).toList());

        String before = Link.GENESIS;
        int seq = 0;
        var files = Segments.list(settings.directory());
        assertThat(files.size()).isGreaterThan(10);
        for (Path file : files.values()) {
            for (String line : Trails.lines(file)) {
                String hashed = line.substring(0, line.lastIndexOf(",\"hash\":"));
                String hash = HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256").digest(hashed.getBytes(StandardCharsets.UTF_8)));
                assertThat(line).endsWith("\"seq\":%d,\"prev\":\"%s\",\"hash\":\"%s\"}".formatted(++seq, before, hash));
                before = hash;
            }
        }
        assertThat(seq).isEqualTo(200);
        assertThat(Trails.verify(settings)).isInstanceOfSatisfying(Verification.Intact.class, intact -> {
            assertThat(intact.extent().records()).isEqualTo(200);
            assertThat(intact.extent().signedUpTo()).isEqualTo(200);
        });
    }

    @Test
    void aTrailIsContinuedWhereItEnded() throws Exception {
        TrailSettings settings = Trails.settings(root).segments(2048, Duration.ofDays(1));
        for (int run = 0; run < 5; run++) {
            try (FileTrail trail = Trails.open(settings)) {
                assertThat(trail.lastSeq()).isEqualTo(run * 7L);
                for (int i = 0; i < 7; i++) trail.write(Events.decided("r-" + i));
            }
        }
        assertThat(Trails.verify(settings).extent().records()).isEqualTo(35);
    }

    @Test
    void aRecordLongerThanAPageIsWrittenWhole() throws Exception {
        TrailSettings settings = Trails.settings(root).pages(1024);
        String statement = "SELECT '" + "x".repeat(300_000) + "'";
        ManualLoop loop = new ManualLoop();
        try (FileTrail trail = Trails.open(settings)) {
            List<Boolean> told = new ArrayList<>();
            var pen = trail.pen(loop);
            for (String text : List.of("SELECT 1", statement, "SELECT 2"))
                pen.append(
                        Events.decided("r", Events.read(text, "1", java.util.Set.of()), Events.permit()),
                        dev.sallyport.api.audit.Durability.WRITTEN,
                        told::add);
            loop.turn();
            assertThat(told).containsExactly(true, true, true);
        }
        assertThat(records(settings).stream().map(r -> r.text("statement")))
                .containsExactly("SELECT 1", statement, "SELECT 2");
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
    }

    @Test
    void aRecordLongerThanALineMayBeIsRefusedAndNothingElse() throws Exception {
        TrailSettings settings = Trails.settings(root);
        ManualLoop loop = new ManualLoop();
        try (FileTrail trail = Trails.open(settings)) {
            List<String> told = new ArrayList<>();
            var pen = trail.pen(loop);
            String monster = "x".repeat(Link.MAX_LINE);
            pen.append(Events.note(1), dev.sallyport.api.audit.Durability.WRITTEN, ok -> told.add("1 " + ok));
            pen.append(
                    new AuditEvent.SessionClosed(Events.NOON, "s", monster),
                    dev.sallyport.api.audit.Durability.WRITTEN,
                    ok -> told.add("2 " + ok));
            pen.append(Events.note(3), dev.sallyport.api.audit.Durability.WRITTEN, ok -> told.add("3 " + ok));
            assertThat(told).isEmpty();
            loop.turn();
            assertThat(told).containsExactly("1 true", "2 false", "3 true");
            assertThatThrownBy(() -> trail.write(new AuditEvent.SessionClosed(Events.NOON, "s", monster)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("longer than a line may be");
        }
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
    }

    @Test
    void anOldSegmentIsNotContinued() throws Exception {
        TrailSettings settings = Trails.settings(root).segments(1 << 20, Duration.ofHours(1));
        Trails.Clock clock = new Trails.Clock();
        try (FileTrail trail = FileTrail.open(settings, clock)) {
            trail.write(Events.note(1));
            clock.now = Events.NOON.plus(Duration.ofMinutes(59));
            trail.write(Events.note(2));
        }
        clock.now = Events.NOON.plus(Duration.ofMinutes(62));
        try (FileTrail trail = FileTrail.open(settings, clock)) {
            trail.write(Events.note(3));
        }
        assertThat(Trails.lines(Trails.segment(settings, 1))).hasSize(2);
        assertThat(Trails.lines(Trails.segment(settings, 2))).hasSize(1);
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
    }

    @Test
    void onlyOneMayHoldADirectory() throws Exception {
        TrailSettings settings = Trails.settings(root);
        try (FileTrail trail = Trails.open(settings)) {
            assertThatThrownBy(() -> Trails.open(settings))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another process writes to it");
            trail.write(Events.note(1));
        }
        Trails.open(settings).close();
    }

    @Test
    void nobodyElseMayReadTheTrailOrItsKeys() throws Exception {
        TrailSettings settings = Trails.settings(root);
        Trails.write(settings, List.of(Events.note(1)));
        assertThat(mode(settings.directory())).isEqualTo("rwx------");
        assertThat(mode(Trails.segment(settings, 1))).isEqualTo("rw-------");
        assertThat(mode(settings.keys().resolve("head.key"))).isEqualTo("rw-------");
        assertThat(mode(settings.keys().resolve("seal.key"))).isEqualTo("rw-------");
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws Exception {
        TrailSettings settings = Trails.settings(root);
        Trails.write(settings, List.of(Events.note(1)));
        for (String name : List.of("head.key", "seal.key")) {
            Path key = settings.keys().resolve(name);
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
            assertThatThrownBy(() -> Trails.open(settings)).hasMessageContaining("chmod 600");
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        }
        Trails.open(settings).close();
    }

    @Test
    void aFolderThatOthersCanWriteToIsRefused() throws Exception {
        TrailSettings settings = Trails.settings(root);
        Trails.write(settings, List.of(Events.note(1)));
        for (Path folder : List.of(settings.directory(), settings.keys())) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));
            assertThatThrownBy(() -> Trails.open(settings)).hasMessageContaining("chmod 700");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        Trails.open(settings).close();
    }

    @Test
    void keysInsideTheTrailAreRefused() {
        TrailSettings settings = Trails.settings(root);
        assertThatThrownBy(() -> settings.keys(settings.directory().resolve("keys")))
                .hasMessageStartingWith("trail.keys: must lie outside");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static List<TrailRecord> records(TrailSettings settings) {
        try (var records = new TrailReader(settings.directory()).records(Position.START, Filter.ALL)) {
            return records.toList();
        }
    }

    @Test
    void timesAreThoseOfTheEvents() throws Exception {
        TrailSettings settings = Trails.settings(root);
        List<Instant> times = List.of(
                Events.NOON,
                Instant.EPOCH,
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                Instant.parse("0000-01-01T00:00:00Z"),
                Instant.parse("9999-12-31T23:59:59.5Z"),
                Instant.parse("+12345-01-01T00:00:00Z"));
        Trails.write(
                settings,
                times.stream()
                        .map(at -> new AuditEvent.SessionClosed(at, "s", "over"))
                        .toList());
        assertThat(records(settings).stream().map(TrailRecord::at)).containsExactlyElementsOf(times);
    }
}
