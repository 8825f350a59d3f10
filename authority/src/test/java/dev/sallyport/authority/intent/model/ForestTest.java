package dev.sallyport.authority.intent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForestTest {

    private static final Growing.Settings SETTINGS =
            new Growing.Settings(60, 3, 0.1, 1, 3, List.of("stranger"), List.of());

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
        return new Growing(rows, labels, weights, SETTINGS).grow();
    }

    private static Map<String, Double> row(Random random) {
        return Map.of("stranger", random.nextDouble(), "sends", random.nextDouble(), "length", random.nextDouble());
    }
}
