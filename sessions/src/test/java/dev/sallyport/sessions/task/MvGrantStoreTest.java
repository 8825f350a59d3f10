package dev.sallyport.sessions.task;

import static dev.sallyport.testkit.gateway.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.TaskLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What lies in the store when the process is gone.
class MvGrantStoreTest {

    @TempDir
    private Path folder;

    static Grant grant(String id, String parent) {
        Workload workload = new Workload(
                "pods", "sub", "counted", new TreeMap<>(Map.of("a", List.of(1L, "x"), "f", 1.5)), NOON.plusSeconds(60));
        return new Grant(
                id,
                parent.isEmpty() ? id : parent,
                parent,
                parent.isEmpty() ? 0 : 1,
                workload,
                new Purpose("look", "täsk \u0000", Purpose.Declarer.AGENT),
                "look",
                List.of("crm", "b"),
                new TaskLimits(3, Long.MAX_VALUE),
                new Binding(Binding.Kind.ADDRESS, "::1"),
                "00ff",
                NOON,
                NOON.plusSeconds(50));
    }

    private MvGrantStore open(String name) throws IOException {
        return MvGrantStore.open(folder.resolve(name));
    }

    @Test
    void whatWasKeptIsThere() throws IOException {
        try (MvGrantStore store = open("s")) {
            store.keep(grant("a", ""));
            store.keep(grant("b", "a"));
            store.ended(List.of("b"), "revoked");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("s"))))
                .isEqualTo("rw-------");
        try (MvGrantStore store = open("s")) {
            assertThat(store.load().grants()).containsExactlyInAnyOrder(grant("a", ""), grant("b", "a"));
            assertThat(store.load().ended()).containsExactly(Map.entry("b", "revoked"));
            store.forget(List.of(grant("b", "a")));
        }
        try (MvGrantStore store = open("s")) {
            assertThat(store.load()).isEqualTo(new GrantStore.Kept(List.of(grant("a", "")), Map.of(), Map.of()));
        }
    }

    /// What `keep` returned from is in a copy of the file that is made at that moment: as after `kill -9`.
    @Test
    void aCopyOfTheFileHoldsAllThatWasAcknowledged() throws Exception {
        try (MvGrantStore store = open("s");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch kept = new CountDownLatch(500);
            for (int i = 0; i < 500; i++) {
                String id = "g" + i;
                var _ = threads.submit(() -> {
                    store.keep(grant(id, ""));
                    kept.countDown();
                    return id;
                });
            }
            assertThat(kept.await(20, TimeUnit.SECONDS)).isTrue();
            Files.copy(folder.resolve("s"), folder.resolve("copy"), StandardCopyOption.REPLACE_EXISTING);
        }
        try (MvGrantStore copy = open("copy")) {
            assertThat(copy.load().grants()).hasSize(500);
        }
    }

    @Test
    void aStoreThatIsInUseOrDamagedIsNotOpened() throws IOException {
        MvGrantStore store = open("s");
        assertThatThrownBy(() -> open("s")).isInstanceOf(IOException.class).hasMessageContaining("cannot be opened");
        store.close();
        byte[] noise = new byte[20_000];
        new Random(1).nextBytes(noise);
        Files.write(folder.resolve("noise"), noise);
        assertThatThrownBy(() -> open("noise"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be opened");
    }

    @Test
    void damagedGrantsAreNotGuessed() {
        Random random = new Random(4);
        byte[] good = GrantCodec.write(grant("a", ""));
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = good.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            try {
                assertThat(GrantCodec.read(bytes)).isNotNull();
            } catch (IOException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void aClosedStoreKeepsNothing() throws IOException {
        MvGrantStore store = open("s");
        store.close();
        assertThatThrownBy(() -> store.keep(grant("a", ""))).isInstanceOf(IOException.class);
    }

    /// What has been over is gone from the disk too, however much of it there was.
    @Test
    void whatIsForgottenLeavesTheRest() throws IOException {
        List<Grant> gone = new java.util.ArrayList<>();
        try (MvGrantStore store = open("s")) {
            for (int i = 0; i < 200; i++) {
                Grant grant = at("g" + i, i);
                store.keep(grant);
                if (i != 77) gone.add(grant);
            }
            store.ended(List.of("g3", "g77"), "revoked");
            store.forget(gone);
        }
        try (MvGrantStore store = open("s")) {
            assertThat(store.load())
                    .isEqualTo(new GrantStore.Kept(List.of(at("g77", 77)), Map.of("g77", "revoked"), Map.of()));
        }
    }

    private static Grant at(String id, int second) {
        Grant grant = grant(id, "");
        return new Grant(
                grant.id(),
                grant.tree(),
                grant.parent(),
                grant.depth(),
                grant.workload(),
                grant.declared(),
                grant.purpose(),
                grant.targets(),
                grant.limits(),
                grant.binding(),
                grant.intent(),
                grant.openedAt().plusSeconds(second),
                grant.endsAt().plusSeconds(second));
    }
}
