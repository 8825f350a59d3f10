package dev.sallyport.authority.intent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForestTest {

    private static final Growing.Settings SETTINGS =
            new Growing.Settings(60, 3, 0.1, 1, 3, Growing.Sample.ALL, List.of("stranger"), List.of());

    @Test
    void learnsWhatTwoFeaturesSayTogether() {
        Forest forest = grown(1);
        assertThat(forest.score(Map.of("stranger", 1.0, "sends", 1.0))).isGreaterThan(0.8);
        assertThat(forest.score(Map.of("stranger", 1.0))).isLessThan(0.3);
        assertThat(forest.score(Map.of("sends", 1.0))).isLessThan(0.3);
        assertThat(forest.score(Map.of())).isLessThan(0.3);
    }

    @Test
    void saysWhatWeighs() {
        List<Forest.Weight> weights = grown(1).weights(Map.of("stranger", 1.0, "sends", 1.0, "length", 0.5));
        assertThat(weights).extracting(Forest.Weight::feature).contains("stranger", "sends");
        assertThat(weights.getFirst().logOdds()).isGreaterThan(0.5);
    }

    @Test
    void aRisingFeatureNeverSpeaksForAProposal() {
        Forest forest = grown(2);
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            Map<String, Double> less = row(random);
            Map<String, Double> more = new java.util.HashMap<>(less);
            more.put("stranger", less.get("stranger") + random.nextDouble());
            assertThat(forest.score(more)).isGreaterThanOrEqualTo(forest.score(less) - 1e-12);
        }
    }

    /// Each tree sees a part of the examples and of the features, and together they know what all of them say.
    @Test
    void learnsFromSamplesToo() {
        Growing.Settings sampling =
                new Growing.Settings(200, 3, 0.1, 1, 3, new Growing.Sample(0.5, 0.5), List.of("stranger"), List.of());
        Forest forest = grown(4, sampling);
        assertThat(forest.score(Map.of("stranger", 1.0, "sends", 1.0))).isGreaterThan(0.8);
        assertThat(forest.score(Map.of("stranger", 1.0))).isLessThan(0.3);
        assertThat(forest.text()).isEqualTo(grown(4, sampling).text()).isNotEqualTo(grown(4).text());
    }

    @Test
    void everyWayOfATreeIsWalked() {
        Forest forest = Forest.parse("""
                base 0
                ask a 1
                ask b 2
                answer 1
                answer 2
                ask b 3
                answer 3
                answer 4
                answer 10
                """);
        assertThat(logOdds(forest, 1, 2)).isEqualTo(11, within(1e-9));
        assertThat(logOdds(forest, 0, 3)).isEqualTo(12, within(1e-9));
        assertThat(logOdds(forest, 2, 3)).isEqualTo(13, within(1e-9));
        assertThat(logOdds(forest, 2, 4)).isEqualTo(14, within(1e-9));
    }

    private static double logOdds(Forest forest, double a, double b) {
        double score = forest.score(Map.of("a", a, "b", b, "c", 5.0));
        return Math.log(score / (1 - score));
    }

    @Test
    void isTheSameAfterBeingWrittenAndRead() {
        Forest forest = grown(3);
        Forest read = Forest.parse("# for people\n" + forest.text());
        assertThat(read.text()).isEqualTo(forest.text());
        assertThat(grown(3).text()).isEqualTo(forest.text());
    }

    @Test
    void aBrokenResourceIsNoForest() {
        for (String text : List.of("", "tree", "base x", "base 1\nask a 2\nanswer 3", "base 1\nanswer 1 2")) {
            assertThatThrownBy(() -> Forest.parse(text))
                    .isInstanceOfAny(IllegalStateException.class, NumberFormatException.class);
        }
    }

    private static Forest grown(long seed) {
        return grown(seed, SETTINGS);
    }

    private static Forest grown(long seed, Growing.Settings settings) {
        Random random = new Random(seed);
        List<Map<String, Double>> rows = new ArrayList<>();
        boolean[] labels = new boolean[600];
        double[] weights = new double[600];
        for (int i = 0; i < labels.length; i++) {
            Map<String, Double> row = row(random);
            rows.add(row);
            labels[i] = row.get("stranger") > 0.5 && row.get("sends") > 0.5;
            weights[i] = 1;
        }
        return new Growing(rows, labels, weights, settings).grow();
    }

    private static Map<String, Double> row(Random random) {
        return Map.of("stranger", random.nextDouble(), "sends", random.nextDouble(), "length", random.nextDouble());
    }
}
