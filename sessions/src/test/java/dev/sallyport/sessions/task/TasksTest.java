package dev.sallyport.sessions.task;

import static dev.sallyport.testkit.gateway.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.PromptContext;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// R18: what ends with what.
class TasksTest {

    private static final int TREES = 300;

    /// Keeps nothing.
    private static class Nowhere implements GrantStore {
        @Override
        public Kept load() {
            return new Kept(List.of(), Map.of(), Map.of());
        }

        @Override
        public void keep(Grant grant) {}

        @Override
        public void context(String id, PromptContext context) {}

        @Override
        public void ended(Collection<String> ids, String reason) {}

        @Override
        public void endedSoon(String id, String reason) {}

        @Override
        public void forget(Collection<Grant> gone) {}

        @Override
        public void close() {}
    }

    private static final Attestation SHOWN = new Attestation.BearerToken("a proof");

    /// R18: only what goes on is asked about again, and only where it is known by what.
    @Test
    void whatIsOverOrFromBeforeARestartIsNotAskedAbout() throws IOException, Tasks.Full {
        Tasks tasks = Tasks.resume(new Nowhere(), 10);
        Grant parent = MvGrantStoreTest.grant("a", "");
        tasks.open(parent, SHOWN);
        tasks.open(under(parent, MvGrantStoreTest.grant("b", "")), SHOWN);
        tasks.open(MvGrantStoreTest.grant("c", ""), SHOWN);
        assertThat(tasks.proved(NOON)).hasSize(3).allMatch(one -> one.shown().equals(SHOWN));
        tasks.end("a", "revoked");
        assertThat(tasks.proved(NOON)).extracting(one -> one.grant().id()).containsExactly("c");
    }

    /// Random trees; after each revocation exactly its subtree is over, and whatever was over before.
    @Test
    void aRevocationEndsExactlyItsSubtree() throws IOException, Tasks.Full {
        for (int seed = 0; seed < TREES; seed++) {
            Random random = new Random(seed);
            Tasks tasks = Tasks.resume(new Nowhere(), 1000);
            List<Grant> grown = grow(tasks, random);
            Set<String> over = new HashSet<>();
            for (int round = 0; round < 4; round++) {
                Grant ended = grown.get(random.nextInt(grown.size()));
                tasks.end(ended.id(), "revoked");
                grown.stream().filter(grant -> below(grant, ended, grown)).forEach(grant -> over.add(grant.id()));
                for (Grant grant : grown) {
                    boolean isOver = tasks.over(tasks.delegation(grant.id()).orElseThrow(), NOON)
                            .isPresent();
                    assertThat(isOver)
                            .as("seed %d, %s after %s", seed, grant.id(), ended.id())
                            .isEqualTo(over.contains(grant.id()));
                }
            }
        }
    }

    private static List<Grant> grow(Tasks tasks, Random random) throws IOException, Tasks.Full {
        List<Grant> grown = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            boolean root = grown.isEmpty() || random.nextInt(6) == 0;
            Grant parent = root ? null : grown.get(random.nextInt(grown.size()));
            Grant sample = MvGrantStoreTest.grant("g" + i, "");
            Grant grant = parent == null ? sample : under(parent, sample);
            tasks.open(grant, SHOWN);
            grown.add(grant);
        }
        return grown;
    }

    private static Grant under(Grant parent, Grant sample) {
        return new Grant(
                sample.id(),
                parent.tree(),
                parent.id(),
                parent.depth() + 1,
                sample.workload(),
                sample.declared(),
                sample.purpose(),
                sample.targets(),
                sample.limits(),
                sample.binding(),
                sample.intent(),
                sample.openedAt(),
                sample.endsAt());
    }

    private static boolean below(Grant grant, Grant top, List<Grant> all) {
        if (grant.id().equals(top.id())) return true;
        return all.stream()
                .filter(each -> each.id().equals(grant.parent()))
                .anyMatch(parent -> below(parent, top, all));
    }

    @Test
    void aChildOfAnEndedParentIsOverFromItsFirstMoment() throws IOException, Tasks.Full {
        Tasks tasks = Tasks.resume(new Nowhere(), 10);
        Grant parent = MvGrantStoreTest.grant("a", "");
        tasks.open(parent, SHOWN);
        tasks.end("a", "revoked");
        Grant child = under(parent, MvGrantStoreTest.grant("b", ""));
        tasks.open(child, SHOWN);
        assertThat(tasks.over(tasks.delegation("b").orElseThrow(), NOON)).contains("revoked");
        assertThat(tasks.list(NOON)).isEmpty();
    }

    /// Its end is not in its time, and the store forgets it with the gateway.
    @Test
    void aTaskIsOverAtTheInstantOfItsEndAndForgottenAMinuteLater() throws IOException, Tasks.Full {
        List<String> forgotten = new ArrayList<>();
        Tasks tasks = Tasks.resume(
                new Nowhere() {
                    @Override
                    public void forget(Collection<Grant> gone) {
                        gone.forEach(grant -> forgotten.add(grant.id()));
                    }
                },
                10);
        Grant grant = MvGrantStoreTest.grant("a", "");
        tasks.open(grant, SHOWN);
        Delegation way = tasks.delegation("a").orElseThrow();
        assertThat(tasks.over(way, grant.endsAt().minusNanos(1))).isEmpty();
        assertThat(tasks.list(grant.endsAt().minusNanos(1))).containsExactly(grant);
        assertThat(tasks.over(way, grant.endsAt())).isPresent();
        assertThat(tasks.list(grant.endsAt())).isEmpty();
        assertThat(tasks.proved(grant.endsAt())).isEmpty();
        Instant minuteLater = grant.endsAt().plusSeconds(60);
        assertThat(tasks.prune(minuteLater.minusNanos(1))).isEmpty();
        assertThat(tasks.living()).containsExactly("a");
        assertThat(tasks.prune(minuteLater)).containsExactly("a");
        assertThat(forgotten).containsExactly("a");
        assertThat(tasks.living()).isEmpty();
        assertThat(tasks.over(way, NOON)).as("nobody knows it any more").isPresent();
    }

    @Test
    void aTaskEndsOnce() throws IOException, Tasks.Full {
        List<String> ended = new ArrayList<>();
        Tasks tasks = Tasks.resume(
                new Nowhere() {
                    @Override
                    public void ended(Collection<String> ids, String reason) {
                        ids.forEach(id -> ended.add(id + " " + reason));
                    }

                    @Override
                    public void endedSoon(String id, String reason) {
                        ended.add(id + " soon " + reason);
                    }
                },
                10);
        for (String id : List.of("a", "b")) tasks.open(MvGrantStoreTest.grant(id, ""), SHOWN);
        assertThat(tasks.end("nobody", "revoked")).isFalse();
        assertThat(tasks.end("a", "revoked")).isTrue();
        assertThat(tasks.end("a", "again")).isFalse();
        tasks.endSoon("a", "again");
        tasks.endSoon("nobody", "contained");
        tasks.endSoon("b", "contained");
        assertThat(ended).containsExactly("a revoked", "b soon contained");
        assertThat(tasks.over(tasks.delegation("b").orElseThrow(), NOON)).contains("contained");
    }

    @Test
    void thereAreAsManyTasksAsMayBe() throws IOException, Tasks.Full {
        Tasks tasks = Tasks.resume(new Nowhere(), 2);
        tasks.open(MvGrantStoreTest.grant("a", ""), SHOWN);
        tasks.open(MvGrantStoreTest.grant("b", ""), SHOWN);
        assertThatThrownBy(() -> tasks.open(MvGrantStoreTest.grant("c", ""), SHOWN))
                .isInstanceOf(Tasks.Full.class);
    }
}
