package dev.sallyport.trail.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.trail.Events;
import dev.sallyport.trail.FileTrail;
import dev.sallyport.trail.TrailSettings;
import dev.sallyport.trail.Trails;
import dev.sallyport.trail.line.EventKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReaderTest {

    private static final Signal WHY = new Signal.NotUnderstood("a DO block");

    @TempDir
    Path root;

    private TrailSettings settings() {
        return Trails.settings(root).segments(2048, Duration.ofDays(1));
    }

    private TrailReader reader() {
        return new TrailReader(settings().directory());
    }

    @Test
    void recordsAreReadFromAnyPositionOn() throws IOException {
        Trails.write(settings(), IntStream.range(0, 60).mapToObj(Events::note).toList());
        List<TrailRecord> all;
        try (var records = reader().records(Position.START, Filter.ALL)) {
            all = records.toList();
        }
        assertThat(all.stream().map(TrailRecord::seq))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 60).mapToObj(Long::valueOf).toList());
        for (TrailRecord from : all) {
            try (var rest = reader().records(from.next(), Filter.ALL)) {
                assertThat(rest.count()).isEqualTo(60 - from.seq());
            }
        }
    }

    @Test
    void filtersNarrowBySessionRequestKindAndTime() throws IOException {
        Trails.write(
                settings(),
                List.of(
                        new AuditEvent.SessionClosed(Events.NOON, "s-2", "over"),
                        Events.decided("r-1"),
                        Events.decided("r-2"),
                        Events.performed("r-1"),
                        new AuditEvent.SessionClosed(Events.NOON.plusSeconds(9), "s-1", "over")));
        assertThat(seqs(Filter.ALL.session("s-1"))).containsExactly(2L, 3L, 4L, 5L);
        assertThat(seqs(Filter.ALL.request("r-1"))).containsExactly(2L, 4L);
        assertThat(seqs(Filter.ALL.kinds(EventKind.SESSION_CLOSED))).containsExactly(1L, 5L);
        assertThat(seqs(Filter.ALL.since(Events.NOON.plusSeconds(1)))).containsExactly(5L);
        assertThat(seqs(Filter.ALL.session("s-1").kinds(EventKind.DECIDED))).containsExactly(2L, 3L);
    }

    private List<Long> seqs(Filter filter) {
        try (var records = reader().records(Position.START, filter)) {
            return records.map(TrailRecord::seq).toList();
        }
    }

    @Test
    void followingSeesEveryLineAcrossSegments() throws Exception {
        try (FileTrail trail = Trails.open(settings());
                Follower follower = reader().follow(Position.START, Filter.ALL)) {
            Thread writer = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 100; i++) {
                    try {
                        trail.write(Events.note(i));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
            for (long seq = 1; seq <= 100; seq++) {
                Optional<TrailLine> line = follower.next(Duration.ofSeconds(20));
                long expected = seq;
                assertThat(line)
                        .get()
                        .isInstanceOfSatisfying(
                                TrailRecord.class, r -> assertThat(r.seq()).isEqualTo(expected));
            }
            assertThat(follower.next(Duration.ofMillis(1))).isEmpty();
            writer.join();
        }
    }

    @Test
    void followingWaitsForTheEndOfALine() throws Exception {
        Trails.write(settings(), List.of(Events.note(1)));
        Path segment = Trails.segment(settings(), 1);
        String line = Files.readString(segment);
        Files.writeString(segment, line.substring(0, 50));
        try (Follower follower = reader().follow(Position.START, Filter.ALL)) {
            assertThat(follower.next(Duration.ofMillis(1))).isEmpty();
            Files.writeString(segment, line.substring(50), StandardOpenOption.APPEND);
            assertThat(follower.next(Duration.ofSeconds(20))).get().isInstanceOf(TrailRecord.class);
        }
    }

    @Test
    void aDecisionWithoutAnOutcomeReadsUnknown() throws IOException {
        Deny deny = new Deny("otherwise", "not understood", List.of(WHY));
        Hold hold = new Hold("otherwise", "ask", Duration.ofMinutes(1), List.of(WHY));
        Trails.write(
                settings(),
                List.of(
                        Events.decided("lost"),
                        Events.decided("done"),
                        Events.decided("denied", Events.read("DO $$", "", Set.of()), deny),
                        Events.decided("held", Events.read("DELETE", "", Set.of()), hold),
                        Events.decided("waiting", Events.read("DELETE", "", Set.of()), hold),
                        Events.decided("held"),
                        Events.performed("held"),
                        Events.performed("done")));
        List<ActionStory> stories;
        try (var actions = reader().actions(Filter.ALL)) {
            stories = actions.toList();
        }
        assertThat(stories.stream().map(ActionStory::requestId))
                .containsExactly("denied", "held", "done", "lost", "waiting");
        assertThat(stories.get(0).ending()).isEqualTo(ActionStory.Ending.None.NOT_APPLICABLE);
        assertThat(stories.get(1).ending()).isInstanceOf(ActionStory.Ending.Performed.class);
        assertThat(stories.get(1).decisions()).hasSize(2);
        assertThat(stories.get(2).ending()).isInstanceOf(ActionStory.Ending.Performed.class);
        assertThat(stories.get(3).ending()).isEqualTo(ActionStory.Ending.Unknown.OUTCOME_UNKNOWN);
        assertThat(stories.get(4).ending()).isEqualTo(ActionStory.Ending.None.NOT_APPLICABLE);
    }

    /// R5: counters are rebuilt from the trail after a restart.
    @Test
    void chargesOfTheLastTimeAreHandedOutForRebuilding() throws IOException {
        Deny deny = new Deny("otherwise", "no", List.of(WHY));
        List<AuditEvent> events = new ArrayList<>();
        for (int minute = 0; minute < 120; minute++) {
            Instant at = Events.NOON.plus(Duration.ofMinutes(minute));
            String request = "r-" + minute;
            events.add(new AuditEvent.Decided(
                    at,
                    request,
                    Events.session("s-1"),
                    Events.read("SELECT", "1", Set.of()),
                    minute % 2 == 0 ? Events.permit(Events.charge("k-" + minute, 5)) : deny,
                    Events.GENERATIONS));
            if (minute % 4 == 0)
                events.add(new AuditEvent.Performed(
                        at.plusMillis(3),
                        request,
                        "s-1",
                        Events.performed(request).outcome(),
                        Events.performed(request, Events.charge("k-" + minute, 0))
                                .charged()));
        }
        Trails.write(settings(), events);

        Instant since = Events.NOON.plus(Duration.ofMinutes(60));
        assertThat(reader().before(since).segment()).isGreaterThan(10);
        List<ChargeRecord> charges;
        try (var stream = reader().charges(since)) {
            charges = stream.toList();
        }
        assertThat(charges.stream().filter(c -> c.kind() == ChargeRecord.Kind.DECIDED))
                .hasSize(30);
        assertThat(charges.stream().filter(c -> c.kind() == ChargeRecord.Kind.PERFORMED))
                .hasSize(15);
        assertThat(charges.getFirst())
                .isEqualTo(new ChargeRecord(
                        since, "r-60", "s-1", ChargeRecord.Kind.DECIDED, List.of(Events.charge("k-60", 5))));
        assertThat(charges.get(1).charges()).containsExactly(Events.charge("k-60", 0));
    }

    @Test
    void countersAreNotRebuiltFromWhatCannotBeRead() throws IOException {
        Trails.write(settings(), List.of(Events.decided("r-1")));
        Files.writeString(Trails.segment(settings(), 1), "garbage\n", StandardOpenOption.APPEND);
        try (var charges = reader().charges(Events.NOON)) {
            assertThatThrownBy(charges::toList)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("the counters cannot be rebuilt");
        }
    }
}
