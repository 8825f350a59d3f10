package dev.sallyport.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.Filter;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.read.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A gateway that dies in the middle of a write loses nothing that it announced.
class TornTest {

    @TempDir
    Path root;

    /// Two complete lines and the third one without an end, as a killed gateway leaves them: no head was signed yet.
    private TrailSettings killed(int number, int bytesOfLastLine) throws IOException {
        TrailSettings template = Trails.settings(root).keys(root.resolve("keys"));
        if (number == 0) {
            Trails.write(template, List.of(Events.note(1), Events.note(2), Events.note(3)));
            Files.delete(template.directory().resolve("heads.jsonl"));
        }
        TrailSettings settings = Trails.settings(root.resolve("run-" + number)).keys(template.keys());
        Trails.copy(template.directory(), settings.directory());
        Path segment = Trails.segment(settings, 1);
        List<String> lines = Trails.lines(segment);
        int keep = lines.get(0).length() + lines.get(1).length() + 2 + bytesOfLastLine;
        Files.write(segment, Trails.head(Files.readAllBytes(segment), keep));
        return settings;
    }

    @Test
    void aLineCutAtAnyByteIsMovedAsideAndRecorded() throws IOException {
        int length = Trails.lines(Trails.segment(killed(0, 0), 1)).getFirst().length();
        for (int bytes = 1; bytes <= length; bytes++) {
            TrailSettings settings = killed(bytes, bytes);
            int torn = bytes;
            assertThat(Trails.verify(settings)).isInstanceOfSatisfying(Verification.Torn.class, found -> {
                assertThat(found.bytes()).isEqualTo(torn);
                assertThat(found.place().line()).isEqualTo(3);
                assertThat(found.extent().records()).isEqualTo(2);
            });
            try (FileTrail trail = Trails.open(settings, new FaultyDisk())) {
                trail.write(Events.note(4));
            }
            assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
            List<TrailRecord> records = records(settings);
            assertThat(records.stream().map(r -> r.text("what"))).containsExactly("note", "note", "trail-torn", "note");
            assertThat(records.get(2).text("detail")).contains("line of " + torn + " bytes after seq 2");
            try (var files = Files.list(settings.directory())) {
                assertThat(files.filter(file -> file.toString().endsWith(".torn")))
                        .singleElement()
                        .satisfies(file -> assertThat(Files.size(file)).isEqualTo(torn));
            }
        }
    }

    @Test
    void aZeroedTailAfterAPowerLossIsCutOffToo() throws IOException {
        TrailSettings settings = killed(0, 0);
        Path segment = Trails.segment(settings, 1);
        byte[] sound = Files.readAllBytes(segment);
        Files.write(segment, Trails.head(sound, sound.length + 5000));
        Trails.write(settings, List.of(Events.note(3)));
        assertThat(Trails.verify(settings).extent().records()).isEqualTo(4);
    }

    @Test
    void anEmptySegmentAtTheEndIsWrittenOn() throws IOException {
        TrailSettings settings = killed(0, 0);
        Files.createFile(Trails.segment(settings, 2));
        Trails.write(settings, List.of(Events.note(3)));
        assertThat(Trails.lines(Trails.segment(settings, 2))).hasSize(1);
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
    }

    @Test
    void aTornLineBeforeAnotherSegmentIsDamage() throws IOException {
        TrailSettings settings = killed(0, 20);
        Files.createFile(Trails.segment(settings, 2));
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Broken.class);
        assertThatThrownBy(() -> Trails.open(settings)).isInstanceOf(TrailDamaged.class);
    }

    @Test
    void aHalfWrittenHeadIsCutOff() throws IOException {
        TrailSettings settings = Trails.settings(root);
        Trails.write(settings, List.of(Events.note(1)));
        Path heads = settings.directory().resolve("heads.jsonl");
        byte[] one = Files.readAllBytes(heads);
        for (int cut = 1; cut < one.length; cut += 17) {
            byte[] torn = Trails.head(one, one.length + cut);
            System.arraycopy(one, 0, torn, one.length, cut);
            Files.write(heads, torn);
            assertThat(Trails.verify(settings)).isInstanceOf(Verification.Torn.class);
            Path copy = root.resolve("copy-" + cut);
            Trails.copy(settings.directory(), copy.resolve("trail"));
            Trails.copy(settings.keys(), copy.resolve("trail.keys"));
            TrailSettings copied = Trails.settings(copy);
            Trails.write(copied, List.of(Events.note(2)));
            assertThat(Trails.verify(copied)).isInstanceOf(Verification.Intact.class);
        }
    }

    private static List<TrailRecord> records(TrailSettings settings) {
        try (var records = new TrailReader(settings.directory())
                .records(Position.START, Filter.ALL.kinds(EventKind.ADMINISTERED))) {
            return records.toList();
        }
    }
}
