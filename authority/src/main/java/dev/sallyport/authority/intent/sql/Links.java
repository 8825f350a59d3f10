package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.words.Meanings;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Links names of a database to the words of a request, both ways. One per reading.
final class Links {

    private static final int COMMON = 4;
    private static final int MOST_WORDS = 150;

    private final Likeness likeness;
    private final Set<String> spoken = new LinkedHashSet<>();
    private final Map<String, Integer> frequency = new HashMap<>();
    private final Map<String, Double> parts = new HashMap<>();
    private final Map<String, Double> names = new HashMap<>();
    private int columns;

    Links(Question question, Schema schema, Outline outline, Meanings meanings) {
        this.likeness = new Likeness(meanings);
        List<Question.Word> words = question.words()
                .subList(0, Math.min(MOST_WORDS, question.words().size()));
        words.forEach(word -> spoken.add(word.text()));
        for (Schema.Table table : schema.tables()) {
            table.columns().forEach(this::counted);
        }
        if (columns == 0) {
            outline.blocks().stream()
                    .flatMap(block -> block.columns.stream())
                    .map(Block.Column::name)
                    .distinct()
                    .forEach(this::counted);
        }
        weave(words);
    }

    private void counted(String column) {
        columns++;
        Set.copyOf(Names.parts(column)).forEach(part -> frequency.merge(part, 1, Integer::sum));
    }

    /// "high school" also speaks of `highschool`.
    private void weave(List<Question.Word> words) {
        for (int i = 0; i + 1 < words.size(); i++) {
            spoken.add(words.get(i).text() + words.get(i + 1).text());
        }
    }

    /// How well the request speaks of one word of a name.
    double part(String part) {
        return parts.computeIfAbsent(part, this::best);
    }

    private double best(String part) {
        double best = 0;
        for (String word : spoken) {
            best = Math.max(best, likeness.of(part, word));
        }
        return best;
    }

    /// How well the request speaks of a name: the mean over its words, common ones (a prefix that half
    /// the columns have, `id`) counting less.
    double name(String name) {
        return names.computeIfAbsent(
                Names.plain(name).equals(name) ? name : name + ' ', key -> mean(Names.parts(name)));
    }

    private double mean(List<String> words) {
        double sum = 0;
        double weights = 0;
        for (String part : words) {
            double weight = weight(part);
            sum += weight * part(part);
            weights += weight;
        }
        return weights == 0 ? 0 : sum / weights;
    }

    double weight(String part) {
        int times = frequency.getOrDefault(part, 0);
        boolean everywhere = times >= COMMON && times * 2 > columns;
        boolean key = part.equals("id") || part.equals("code") || part.equals("ref") || part.length() == 1;
        return everywhere ? 0.1 : key ? 0.5 : 1;
    }

    /// How well names speak of a word of the request.
    double covered(Question.Word word, Collection<String> nameParts) {
        double best = 0;
        for (String part : nameParts) {
            best = Math.max(
                    best, word.capital() ? likeness.spelling(part, word.text()) : likeness.of(part, word.text()));
        }
        return best;
    }

    double alike(String part, String word) {
        return likeness.of(part, word);
    }
}
