package dev.sallyport.authority.intent.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeaningsTest {

    private final Meanings meanings = Meanings.shipped();

    @Test
    void wordsOfOneKindAreNearAndOthersAreNot() {
        assertThat(near("singer", "musician")).isGreaterThan(near("singer", "airport") + 0.2);
        assertThat(near("bill", "invoice")).isGreaterThan(near("bill", "mountain") + 0.2);
        assertThat(near("delete", "remove")).isGreaterThan(near("delete", "reserve") + 0.2);
        assertThat(near("pupil", "student")).isGreaterThan(near("pupil", "credit") + 0.1);
    }

    @Test
    void theSameWordAndTheSameStemAreOne() {
        assertThat(near("xqzzy", "xqzzy")).isEqualTo(1);
        assertThat(near("payments", "pay")).isEqualTo(0.95);
    }

    @Test
    void whatIsNotKnownIsNearNothing() {
        assertThat(near("xqzzy", "airport")).isZero();
        Direction nowhere = meanings.direction(List.of("xqzzy"));
        assertThat(nowhere.near(nowhere)).isZero();
        assertThat(nowhere.near(meanings.direction(List.of("airport")))).isZero();
    }

    private double near(String one, String other) {
        double there = meanings.similarity(one, other);
        assertThat(meanings.similarity(other, one)).isEqualTo(there);
        return there;
    }
}
