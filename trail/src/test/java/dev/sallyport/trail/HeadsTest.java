package dev.sallyport.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.trail.file.Disk;
import dev.sallyport.trail.line.Link;
import dev.sallyport.trail.read.Verification;
import dev.sallyport.trail.seal.HeadSigner;
import dev.sallyport.trail.seal.SignedHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R21: signed heads, in the trail and at an anchor outside it.
class HeadsTest {

    @TempDir
    Path root;

    @Test
    void aHeadIsSignedAfterSoManyRecordsAndAtTheEnd() throws Exception {
        Path anchor = root.resolve("anchor.jsonl");
        TrailSettings settings =
                Trails.settings(root).heads(10, Duration.ofDays(1)).anchors(List.of(anchor));
        Path heads = settings.directory().resolve("heads.jsonl");
        try (FileTrail trail = Trails.open(settings)) {
            for (int i = 0; i < 10; i++) trail.write(Events.note(i));
            Trails.await(() -> Files.exists(anchor) && Trails.lines(anchor).size() == 1);
            assertThat(trail.head().orElseThrow().seq()).isEqualTo(10);
            trail.write(Events.note(10));
        }
        assertThat(Trails.lines(heads)).hasSize(2).isEqualTo(Trails.lines(anchor));
        assertThat(Trails.lastHead(settings).seq()).isEqualTo(11);
        Trails.open(settings).close();
        assertThat(Trails.lines(heads)).as("nothing new, no new head").hasSize(2);
    }

    @Test
    void aHeadIsSignedAfterSomeTime() throws Exception {
        TrailSettings settings = Trails.settings(root).heads(1_000_000, Duration.ofSeconds(10));
        Trails.Clock clock = new Trails.Clock();
        try (FileTrail trail = FileTrail.open(settings, clock)) {
            trail.write(Events.note(1));
            assertThat(trail.head()).isEmpty();
            clock.now = Events.NOON.plusSeconds(11);
            Trails.await(() -> trail.head().isPresent());
            assertThat(trail.head().orElseThrow().at()).isEqualTo(clock.now);
        }
    }

    @Test
    void anAnchorThatIsAwayRefusesNothingAndIsTriedAgain() throws Exception {
        Path anchor = root.resolve("mount").resolve("anchor.jsonl");
        TrailSettings settings =
                Trails.settings(root).heads(1_000_000, Duration.ofSeconds(10)).anchors(List.of(anchor));
        Trails.Clock clock = new Trails.Clock();
        try (FileTrail trail = FileTrail.open(settings, clock)) {
            trail.write(Events.note(1));
            clock.now = Events.NOON.plusSeconds(11);
            Trails.await(() -> trail.head().isPresent());
            Files.createDirectory(anchor.getParent());
            clock.now = Events.NOON.plusSeconds(22);
            Trails.await(() -> Files.exists(anchor) && Files.size(anchor) > 0);
        }
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Intact.class);
    }

    private static SignedHead head(Path keys, long seq) throws IOException {
        return HeadSigner.in(keys).sign(SignedHead.Claim.HEAD, seq, Link.GENESIS, 1, Events.NOON);
    }

    /// An anchor outlives gateways that die while they write to it.
    @Test
    void halfAHeadIsCutOffBeforeTheNext() throws Exception {
        Path keys = root.resolve("keys");
        Path anchor = root.resolve("anchor.jsonl");
        SignedHead one = head(keys, 1);
        SignedHead two = head(keys, 2);
        HeadLog log = new HeadLog(Disk.real(), anchor);
        for (String half : List.of("{", two.line(), "x".repeat(SignedHead.MAX_LENGTH))) {
            Files.writeString(anchor, half);
            log.append(one);
            Files.writeString(anchor, half, StandardOpenOption.APPEND);
            if (half.length() < SignedHead.MAX_LENGTH) {
                log.append(two);
                assertThat(Trails.lines(anchor)).containsExactly(one.line(), two.line());
            }
        }
        String foreign = "x".repeat(SignedHead.MAX_LENGTH + 1);
        Files.writeString(anchor, foreign);
        assertThatThrownBy(() -> log.append(one)).hasMessage("not a file of signed heads");
        assertThat(anchor).hasContent(foreign);
    }

    @Test
    void aHeadIsOnTheDiskBeforeItCounts() throws Exception {
        FaultyDisk disk = new FaultyDisk();
        HeadLog log = new HeadLog(disk, root.resolve("anchor.jsonl"));
        Path keys = root.resolve("keys");
        log.append(head(keys, 1));
        assertThat(disk.log()).containsExactly("write anchor.jsonl", "force anchor.jsonl", "force .");
        log.append(head(keys, 2));
        assertThat(disk.log()).hasSize(5).endsWith("write anchor.jsonl", "force anchor.jsonl");
    }

    @Test
    void headsOfAnOldKeyAreStillBelievedWhenItsPublicHalfIsKept() throws Exception {
        TrailSettings settings = Trails.settings(root);
        Trails.write(settings, List.of(Events.note(1)));
        Path old = settings.keys().resolve("head-old.pub");
        Files.move(settings.keys().resolve("head.pub"), old);
        Files.delete(settings.keys().resolve("head.key"));
        Trails.write(settings, List.of(Events.note(2)));
        assertThat(Trails.verify(settings))
                .isInstanceOfSatisfying(
                        Verification.Intact.class,
                        intact -> assertThat(intact.extent().heads()).isEqualTo(2));
        Files.delete(old);
        assertThat(Trails.verify(settings)).isInstanceOf(Verification.Broken.class);
    }

    @Test
    void oldSegmentsGoWholeAndVerificationSaysFromWhere() throws Exception {
        TrailSettings settings = Trails.settings(root)
                .segments(1 << 20, Duration.ofHours(1))
                .heads(1, Duration.ofSeconds(1))
                .keep(Duration.ofHours(10));
        Trails.Clock clock = new Trails.Clock();
        try (FileTrail trail = FileTrail.open(settings, clock)) {
            for (int hour = 0; hour < 24; hour++) {
                clock.now = Events.NOON.plus(Duration.ofHours(2L * hour));
                trail.write(new dev.sallyport.api.audit.AuditEvent.SessionClosed(clock.now, "s", "hour " + hour));
            }
            Trails.await(() -> !Files.exists(Trails.segment(settings, 17)));
        }
        assertThat(Trails.segment(settings, 24)).exists();
        assertThat(Trails.verify(settings)).isInstanceOfSatisfying(Verification.Intact.class, intact -> {
            assertThat(intact.extent().firstSeq()).isGreaterThan(17);
            assertThat(intact.describe()).contains("seq " + intact.extent().firstSeq() + " to ");
        });
        Trails.write(settings, List.of(Events.note(1)));

        int first = IntStream.rangeClosed(1, 24)
                .filter(n -> Files.exists(Trails.segment(settings, n)))
                .findFirst()
                .orElseThrow();
        Files.delete(Trails.segment(settings, first));
        assertThat(Trails.verify(settings))
                .isInstanceOfSatisfying(
                        Verification.Broken.class,
                        broken -> assertThat(broken.damage()).isEqualTo(Verification.Damage.SEGMENT_MISSING));
    }
}
