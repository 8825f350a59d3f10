package dev.sallyport.gateway.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContextsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String LONG = "x".repeat(32_000);

    private final Contexts contexts = new Contexts();

    private void hears(String owner, int second, String text) {
        List<Turn> turns = List.of(new Turn("user", text, "", Tier.DECLARED));
        contexts.heard(owner, before -> before.after(NOON.plusSeconds(second), "s", "chat", 0, turns));
    }

    /// What takes the place of something else takes no more room.
    @Test
    void whoSpeaksOverAndOverPushesNobodyOut() {
        hears("quiet", 0, LONG);
        for (int i = 1; i < 10_000; i++) hears("loud", i, LONG);
        assertThat(contexts.of("quiet").turns()).hasSize(1);
    }

    @Test
    void whoeverWasSilentTheLongestIsForgottenFirst() {
        for (int i = 0; i < 3_000; i++) hears("owner-" + i, i, LONG);
        assertThat(contexts.size()).isBetween(2_000, 2_100);
        assertThat(contexts.of("owner-0").turns()).isEmpty();
        assertThat(contexts.of("owner-2999").turns()).hasSize(1);
    }
}
