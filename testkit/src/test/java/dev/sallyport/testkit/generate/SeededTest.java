package dev.sallyport.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeededTest {

    @Test
    void a_failure_names_its_seed_and_that_seed_fails_again() {
        Seeded.Property property = some -> assertThat(some.between(1, 20)).isNotEqualTo(7);

        assertThatThrownBy(() -> Seeded.forAll(1000, property))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("(?s)failed with seed (\\d+) \\(repeat with -Dsallyport.seed=\\1\\).*")
                .satisfies(failure -> {
                    long seed = Long.parseLong(failure.getMessage().split(" ")[3]);
                    assertThatThrownBy(() -> Seeded.forSeed(seed, property)).isInstanceOf(AssertionError.class);
                });
    }

    @Test
    void an_exception_of_the_property_is_a_failure_too() {
        assertThatThrownBy(() -> Seeded.forAll(1, some -> {
                    throw new java.io.IOException("no answer");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed 1")
                .hasMessageContaining("no answer");
    }

    @Test
    void the_same_seed_gives_the_same_values_and_another_seed_others() {
        assertThat(sample(3)).isEqualTo(sample(3)).isNotEqualTo(sample(4));
    }

    @Test
    void sizes_and_bounds_are_kept_and_both_ends_are_reached() {
        Set<Integer> drawn = new HashSet<>();
        Seeded.forAll(500, some -> {
            drawn.add(some.between(3, 5));
            assertThat(some.bytes(100)).hasSizeLessThanOrEqualTo(100);
            assertThat(some.word(5)).matches("[a-z]{1,5}");
            assertThat(some.ascii(50)).matches("[ -~]{0,50}");
            assertThat(some.list(10, some::anyInt)).hasSizeLessThanOrEqualTo(10);
            assertThat(some.between(Integer.MIN_VALUE, Integer.MAX_VALUE)).isNotNull();
        });
        assertThat(drawn).containsExactlyInAnyOrder(3, 4, 5);
    }

    @Test
    void hostile_pieces_do_turn_up() {
        List<String> texts = new ArrayList<>();
        Seeded.forAll(300, some -> texts.add(some.text(100)));
        assertThat(String.join("", texts)).contains("'", "\0", "/*", "\u202e", "$$", "\ud83d\ude00");
    }

    @Test
    void damaged_bytes_differ_from_what_they_were_made_of_and_leave_it_alone() {
        byte[] original = "well formed".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Set<String> seen = new HashSet<>();
        Seeded.forAll(
                100,
                some -> seen.add(new String(some.damaged(original), java.nio.charset.StandardCharsets.ISO_8859_1)));
        assertThat(seen).hasSizeGreaterThan(50);
        assertThat(original).asString().isEqualTo("well formed");
    }

    private static String sample(long seed) {
        Generators some = new Generators(seed);
        return some.text(200) + some.anyLong() + some.word(10) + some.shuffled(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9));
    }
}
