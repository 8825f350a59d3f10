package dev.sallyport.sessions.task;

import static dev.sallyport.testkit.gateway.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.session.PromptContext;
import java.io.IOException;
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
    private static final class Nowhere implements GrantStore {
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
}
