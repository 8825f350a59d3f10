package dev.sallyport.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.decision.Generations;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.session.TaskLimits;
import dev.sallyport.app.cli.work.History.Book;
import dev.sallyport.app.cli.work.History.StoryLine;
import dev.sallyport.trail.FileTrail;
import dev.sallyport.trail.TrailSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The story of a task is the story of all who worked on it.
class StoryTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final Generations GENERATIONS = new Generations("00112233445566aa", 7, "test");
    private static final Purpose PURPOSE =
            new Purpose("resolve-ticket", "answer ticket 17", Purpose.Declarer.ORCHESTRATOR);

    @TempDir
    private Path state;

    @BeforeEach
    void aTaskAndAPartOfItAndAStranger() throws IOException {
        Delegation.Grant root = grant("t-1", "planner");
        Delegation.Grant part = grant("g-2", "reader");
        Delegation whole = new Delegation("t-1", List.of(root));
        Delegation narrower = new Delegation("t-1", List.of(root, part));
        TrailSettings settings = TrailSettings.in(state.resolve("trail")).keys(state.resolve("keys"));
        try (FileTrail trail = FileTrail.open(settings, InstantSource.fixed(NOON))) {
            trail.write(task(whole));
            trail.write(new AuditEvent.ContextAdded(
                    NOON,
                    "t-1",
                    "t-1",
                    PromptContext.Tier.ATTESTED,
                    "desk",
                    "user",
                    "ticket 17",
                    "9f86",
                    "answer ticket 17"));
            trail.write(task(narrower));
            trail.write(opened("s-2", narrower));
            trail.write(opened("s-1", whole));
            trail.write(opened("s-3", Delegation.NONE));
            trail.write(new AuditEvent.SessionClosed(NOON, "s-2", "the client left \u202e"));
            trail.write(new AuditEvent.TaskEnded(NOON, "t-1", "g-2", "revoked"));
            trail.write(new AuditEvent.SessionClosed(NOON, "s-1", "the client left"));
        }
    }

    private static Delegation.Grant grant(String id, String who) {
        Workload workload = new Workload("pods", who, who, new TreeMap<>(), NOON.plus(Duration.ofHours(1)));
        return new Delegation.Grant(id, workload, PURPOSE, TaskLimits.NONE);
    }

    private static AuditEvent task(Delegation delegation) {
        return new AuditEvent.TaskOpened(
                NOON, delegation, List.of("crm"), PURPOSE, "9f86", "address", NOON.plusSeconds(900), "10.0.0.9:5132");
    }

    private static AuditEvent opened(String id, Delegation delegation) {
        Workload workload = delegation.isNone()
                ? grant("x", "stranger").workload()
                : delegation.own().workload();
        Access access = new Access("access[0]", "support", Mode.ENFORCE, Envelope.UNRESTRICTED, NOON.plusSeconds(900));
        List<String> actors = delegation.above().stream()
                .map(grant -> grant.workload().toString())
                .toList();
        Session session =
                new Session(id, workload, actors, "crm", PURPOSE, access, NOON, NOON.plusSeconds(900), delegation);
        return new AuditEvent.SessionOpened(NOON, session, "10.0.0.9:5132", GENERATIONS);
    }

    private List<String> told(String id) throws Exception {
        Book book = new Book(state.resolve("trail"), Optional.of(state.resolve("keys")));
        return Chronicle.history().story(book, id).stream()
                .flatMap(story -> story.lines().stream())
                .map(StoryLine::text)
                .toList();
    }

    @Test
    void aTaskIsToldWithAllThatWorkedOnIt() throws Exception {
        List<String> told = told("t-1");
        assertThat(told).anyMatch(line -> line.startsWith("task t-1 was given to planner"));
        assertThat(told).anyMatch(line -> line.contains("a turn of 16 characters") && line.contains("signed by desk"));
        assertThat(told)
                .anyMatch(line ->
                        line.startsWith("task g-2 was given to reader") && line.contains("as a part of task t-1"));
        assertThat(told).contains("it acts for pods:planner", "session s-2 was closed: the client left \u202e");
        assertThat(told).contains("task g-2 ended: revoked").noneMatch(line -> line.contains("stranger"));
    }

    @Test
    void aSessionIsToldWithItsSubAgentsAside() throws Exception {
        List<String> told = told("s-1");
        assertThat(told).anyMatch(line -> line.startsWith("a sub-agent: reader reached crm"));
        assertThat(told)
                .contains("purpose said by a signed statement of an orchestrator; let in by access[0] as role"
                        + " `support` until 2026-03-04T12:15:00.000000Z");
        assertThat(told).noneMatch(line -> line.contains("stranger"));
    }

    @Test
    void nobodyElseIsTold() throws Exception {
        assertThat(told("s-3")).noneMatch(line -> line.contains("planner") || line.contains("task "));
        assertThat(told("s-4")).isEmpty();
        assertThat(told("")).isEmpty();
    }
}
