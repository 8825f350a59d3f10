package dev.sallyport.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.trail.line.Link;
import dev.sallyport.trail.read.Verification;
import dev.sallyport.trail.read.Verification.Broken;
import dev.sallyport.trail.read.Verification.Damage;
import dev.sallyport.trail.seal.SignedHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R21: whatever an operator with write access to the trail does to it is found, and where.
class TamperTest {

    @TempDir
    Path root;

    private TrailSettings settings;

    @BeforeEach
    void threeSegmentsOfRandomEvents() throws IOException {
        settings = Trails.settings(root).segments(38_000, Duration.ofDays(1));
        Random random = new Random(21);
        Trails.write(
                settings,
                IntStream.range(0, 120).mapToObj(_ -> Events.random(random)).toList());
        assertThat(Trails.segment(settings, 3)).exists();
        assertThat(Trails.segment(settings, 4)).doesNotExist();
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
    }

    private void assertBroken(int segment, int line, Damage... damages) throws IOException {
        assertThat(Trails.verify(settings)).isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.damage()).isIn((Object[]) damages);
            assertThat(broken.place().file()).isEqualTo("0000000%d.jsonl".formatted(segment));
            assertThat(broken.place().line()).isEqualTo(line);
            assertThat(broken.describe()).contains(broken.place().file());
        });
        assertThatThrownBy(() -> Trails.open(settings))
                .isInstanceOf(TrailDamaged.class)
                .hasMessageStartingWith("trail: 0000000%d.jsonl line %d (seq ".formatted(segment, line));
    }

    private List<String> lines(int segment) throws IOException {
        return new ArrayList<>(Trails.lines(Trails.segment(settings, segment)));
    }

    @Test
    void everyFlippedByteIsFoundInItsLine() throws IOException {
        Random random = new Random(4);
        for (int segment = 1; segment <= 3; segment++) {
            Path file = Trails.segment(settings, segment);
            byte[] sound = Files.readAllBytes(file);
            for (int flips = 0; flips < 250; flips++) flip(file, segment, sound, random.nextInt(sound.length), random);
            for (int tail = 1; tail <= 90; tail++) flip(file, segment, sound, sound.length - tail, random);
            Files.write(file, sound);
        }
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
    }

    private void flip(Path file, int segment, byte[] sound, int at, Random random) throws IOException {
        byte[] flipped = sound.clone();
        flipped[at] ^= (byte) (1 + random.nextInt(255));
        Files.write(file, flipped);
        long line = IntStream.range(0, at).filter(i -> sound[i] == '\n').count() + 1;
        assertThat(Trails.verify(settings))
                .as("byte %d of segment %d", at, segment)
                .isInstanceOfSatisfying(Broken.class, broken -> {
                    assertThat(broken.place().file())
                            .isEqualTo(file.getFileName().toString());
                    assertThat(broken.place().line()).isEqualTo(line);
                });
    }

    @Test
    void everyFlippedByteOfTheHeadsIsFound() throws IOException {
        Path heads = settings.directory().resolve("heads.jsonl");
        byte[] sound = Files.readAllBytes(heads);
        for (int at = 0; at < sound.length; at++) {
            for (int bit = at % 4; bit < 8; bit += 4) {
                byte[] flipped = sound.clone();
                flipped[at] ^= (byte) (1 << bit);
                Files.write(heads, flipped);
                assertThat(Trails.verify(settings))
                        .as("bit %d of byte %d", bit, at)
                        .isNotInstanceOf(Verification.Intact.class);
            }
        }
    }

    @Test
    void aRemovedMiddleIsFound() throws IOException {
        List<String> lines = lines(2);
        lines.subList(3, 6).clear();
        Trails.rewrite(Trails.segment(settings, 2), lines);
        assertBroken(2, 4, Damage.LINES_MISSING);
        long first = Trails.lines(Trails.segment(settings, 1)).size() + 4;
        assertThat(((Broken) Trails.verify(settings)).detail())
                .isEqualTo("lines %d to %d are missing".formatted(first, first + 2));
    }

    @Test
    void aLineLongerThanAnyIsFound() throws IOException {
        List<String> lines = lines(2);
        lines.add(2, "x".repeat(Link.MAX_LINE));
        Trails.rewrite(Trails.segment(settings, 2), lines);
        assertBroken(2, 3, Damage.MALFORMED);
    }

    @Test
    void swappedLinesAreFound() throws IOException {
        List<String> lines = lines(1);
        Collections.swap(lines, 4, 5);
        Trails.rewrite(Trails.segment(settings, 1), lines);
        assertBroken(1, 5, Damage.LINES_MISSING);
    }

    @Test
    void aRepeatedLineIsFound() throws IOException {
        List<String> lines = lines(3);
        lines.add(8, lines.get(2));
        Trails.rewrite(Trails.segment(settings, 3), lines);
        assertBroken(3, 9, Damage.OUT_OF_ORDER);
    }

    @Test
    void aLineOfAnotherTrailIsFound() throws IOException {
        TrailSettings other = Trails.settings(root.resolve("other"));
        Trails.write(other, IntStream.range(0, 10).mapToObj(Events::note).toList());
        List<String> lines = lines(1);
        lines.set(6, Trails.lines(Trails.segment(other, 1)).get(6));
        Trails.rewrite(Trails.segment(settings, 1), lines);
        assertBroken(1, 7, Damage.NOT_LINKED);
    }

    @Test
    void anInventedLineIsFound() throws IOException {
        for (String invented : List.of("", "{}", "{\"v\":1,\"seq\":5}", "x".repeat(5000), "\"}", "\0")) {
            List<String> lines = lines(1);
            List<String> more = new ArrayList<>(lines);
            more.add(4, invented);
            Trails.rewrite(Trails.segment(settings, 1), more);
            assertBroken(1, 5, Damage.MALFORMED);
            Trails.rewrite(Trails.segment(settings, 1), lines);
        }
    }

    @Test
    void aMissingSegmentIsFound() throws IOException {
        for (int segment = 1; segment <= 2; segment++) {
            Path gone = Trails.segment(settings, segment);
            Path hidden = root.resolve("hidden");
            Files.move(gone, hidden);
            assertBroken(segment, 0, Damage.SEGMENT_MISSING);
            Files.move(hidden, gone);
        }
    }

    private void assertBroken(int segment, long noLine, Damage damage) throws IOException {
        assertThat(Trails.verify(settings)).isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.damage()).isEqualTo(damage);
            assertThat(broken.place().file()).isEqualTo("0000000%d.jsonl".formatted(segment));
            assertThat(broken.place().line()).isEqualTo(noLine);
        });
        assertThatThrownBy(() -> Trails.open(settings)).isInstanceOf(TrailDamaged.class);
    }

    @Test
    void aCutTailIsFoundByTheTrailsOwnHeads() throws IOException {
        List<String> lines = lines(3);
        Trails.rewrite(Trails.segment(settings, 3), lines.subList(0, lines.size() - 1));
        assertBroken(3, lines.size(), Damage.TAIL_CUT);
        Files.delete(Trails.segment(settings, 3));
        assertThat(Trails.verify(settings))
                .isInstanceOfSatisfying(
                        Broken.class, b -> assertThat(b.damage()).isEqualTo(Damage.TAIL_CUT));
    }

    @Test
    void aTailCutInTheMiddleOfALineIsNotTakenForACrash() throws IOException {
        Path last = Trails.segment(settings, 3);
        byte[] bytes = Files.readAllBytes(last);
        Files.write(last, Trails.head(bytes, bytes.length - 10));
        assertBroken(3, lines(3).size(), Damage.TAIL_CUT);
    }

    @Test
    void aTailCutTogetherWithTheHeadsIsFoundByASavedHead() throws IOException {
        SignedHead saved = Trails.lastHead(settings);
        List<String> lines = lines(3);
        Trails.rewrite(Trails.segment(settings, 3), lines.subList(0, 2));
        Files.delete(settings.directory().resolve("heads.jsonl"));

        assertThat(Trails.verify(settings)).isInstanceOfSatisfying(Verification.Intact.class, intact -> {
            assertThat(intact.extent().signedUpTo()).isZero();
            assertThat(intact.describe()).contains("no signed head");
        });
        assertThat(Trails.verify(settings, saved)).isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.damage()).isEqualTo(Damage.TAIL_CUT);
            assertThat(broken.place().line()).isEqualTo(3);
            assertThat(broken.detail()).contains("proves that it reached seq 120");
        });
    }

    @Test
    void aWholeDirectoryThatIsGoneIsFoundByASavedHead() throws IOException {
        SignedHead saved = Trails.lastHead(settings);
        for (int segment = 1; segment <= 3; segment++) Files.delete(Trails.segment(settings, segment));
        Files.delete(settings.directory().resolve("heads.jsonl"));
        assertThat(Trails.verify(settings, saved))
                .isInstanceOfSatisfying(
                        Broken.class, b -> assertThat(b.damage()).isEqualTo(Damage.TAIL_CUT));
    }

    @Test
    void aChainThatWasWrittenAnewIsFoundByItsHeads() throws IOException {
        SignedHead saved = Trails.lastHead(settings);
        TrailSettings forged = Trails.settings(root.resolve("forged"));
        Trails.write(forged, IntStream.range(0, 120).mapToObj(Events::note).toList());
        for (int segment = 1; segment <= 3; segment++) Files.delete(Trails.segment(settings, segment));
        Files.copy(Trails.segment(forged, 1), Trails.segment(settings, 1));
        assertBroken(1, 120, Damage.REWRITTEN);

        Path heads = settings.directory().resolve("heads.jsonl");
        Files.delete(heads);
        assertThat(Trails.verify(settings, saved))
                .isInstanceOfSatisfying(
                        Broken.class, b -> assertThat(b.damage()).isEqualTo(Damage.REWRITTEN));

        Files.copy(forged.directory().resolve("heads.jsonl"), heads);
        assertThat(Trails.verify(settings))
                .isInstanceOfSatisfying(
                        Broken.class, b -> assertThat(b.damage()).isEqualTo(Damage.HEAD_INVALID));
    }

    @Test
    void headsThatAgreeAreCountedWhereverTheyLie() throws IOException {
        SignedHead saved = Trails.lastHead(settings);
        assertThat(Trails.verify(settings, saved).extent().heads()).isEqualTo(2);
    }

    @Test
    void aSavedHeadOfAnUnknownKeyProvesNothing() throws IOException {
        TrailSettings other = Trails.settings(root.resolve("other"));
        Trails.write(other, List.of(Events.note(1)));
        assertThat(Trails.verify(settings, Trails.lastHead(other))).isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.damage()).isEqualTo(Damage.HEAD_INVALID);
            assertThat(broken.place().file()).isEqualTo("saved head");
        });
    }

    @Test
    void headsInAnotherOrderAreFound() throws IOException {
        for (int run = 0; run < 3; run++) Trails.write(settings, List.of(Events.note(run)));
        Path heads = settings.directory().resolve("heads.jsonl");
        List<String> lines = new ArrayList<>(Trails.lines(heads));
        assertThat(lines).hasSize(4);
        Collections.swap(lines, 1, 2);
        Trails.rewrite(heads, lines);
        assertThat(Trails.verify(settings))
                .isInstanceOfSatisfying(
                        Broken.class, b -> assertThat(b.damage()).isEqualTo(Damage.HEAD_INVALID));
    }
}
