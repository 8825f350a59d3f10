package dev.sallyport.postgres.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.generate.Generators;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Hostile bytes on either side of the wire. See the package for how to play it for hours.
class FuzzTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int IN_CI = 600;
    private static final int QUIET_MILLIS = 30;
    private static final int HEALTHY_EVERY = 40;

    @Test
    void aHostileAgentHarmsNobody() throws Exception {
        try (Field field = new Field()) {
            prepare(field);
            long played = Rounds.asked(IN_CI).play((seed, some) -> {
                if (some.oneIn(5)) intact(field, seed, some);
                else distorted(field, seed, some);
                if (seed % HEALTHY_EVERY == 0) field.servesHonestly(seed);
                field.targetHeardOnlyWhatWasPermitted();
            });
            conclude(field, played);
        }
    }

    /// One round at a time, for the target is hostile to whoever comes.
    @Test
    void aHostileTargetHarmsNobody() throws Exception {
        try (Field field = new Field()) {
            prepare(field);
            Rounds asked = Rounds.asked(IN_CI);
            long played = new Rounds(asked.from(), asked.most(), asked.atMost(), 1).play((seed, some) -> {
                field.target().hostile(new Generators(-seed));
                honestly(field, seed, some);
                field.target().honest();
                if (seed % HEALTHY_EVERY == 0) field.servesHonestly(seed);
                field.targetHeardOnlyWhatWasPermitted();
            });
            conclude(field, played);
        }
    }

    private static void prepare(Field field) throws Exception {
        for (int i = 0; i < 20; i++) field.servesHonestly(-i);
        field.memoryIsBounded();
    }

    private static void conclude(Field field, long played) throws Exception {
        assertThat(played).isPositive();
        field.servesHonestly(0);
        field.isQuiet();
        field.memoryIsBounded();
        field.isQuiet(); // a lost buffer is noticed when it is collected
        System.out.println("fuzzed " + played + " rounds");
    }

    /// Nothing is wrong with it but how it is split: the last statement is answered.
    private static void intact(Field field, long seed, Generators some) throws IOException {
        Speech speech = new Speech(seed, some);
        List<byte[]> frames = logIn("good");
        frames.addAll(speech.frames());
        try (Client client = new Client(field.port())) {
            split(client, frames, some);
            assertThat(client.until(speech.last(), PATIENCE))
                    .as("the last statement is answered, after: %s", client.heard())
                    .isTrue();
            assertThat(client.hangsUp(PATIENCE)).as("hangs up").isTrue();
        }
    }

    private static void distorted(Field field, long seed, Generators some) throws IOException {
        List<byte[]> frames = new Speech(seed, some).frames();
        List<byte[]> logIn = logIn(some.oneIn(8) ? "bad" : "good");
        boolean early = some.oneIn(6);
        List<byte[]> said = new ArrayList<>(early ? Distortion.of(some, logIn) : logIn);
        said.addAll(early ? frames : Distortion.of(some, frames));
        try (Client client = new Client(field.port())) {
            split(client, said, some);
            if (some.oneIn(10)) return; // leaves in the middle
            client.untilQuiet(QUIET_MILLIS);
            assertThat(client.hangsUp(PATIENCE)).as("hangs up").isTrue();
        }
    }

    /// Whatever the target says, the agent is answered or the conversation ends.
    private static void honestly(Field field, long seed, Generators some) throws IOException {
        List<byte[]> frames = logIn("good");
        frames.addAll(new Speech(seed, some).frames());
        try (Client client = new Client(field.port())) {
            split(client, frames, some);
            client.untilQuiet(QUIET_MILLIS);
            assertThat(client.hangsUp(PATIENCE)).as("hangs up").isTrue();
            assertThat(client.heard()).doesNotContain("lease-password");
        }
    }

    private static List<byte[]> logIn(String token) {
        return new ArrayList<>(List.of(Frame.start(), Frame.of('p', Frame.z(token))));
    }

    /// In segments that end where it happens, or all at once.
    private static void split(Client client, List<byte[]> frames, Generators some) {
        byte[] all = Frame.join(frames.toArray(byte[][]::new));
        int from = 0;
        for (int i = some.between(0, 12); i > 0 && from < all.length; i--) {
            int to = Math.min(all.length, from + 1 + some.between(0, 2 * all.length / (i + 1)));
            if (!client.send(Arrays.copyOfRange(all, from, to))) return;
            from = to;
        }
        client.send(Arrays.copyOfRange(all, from, all.length));
    }
}
