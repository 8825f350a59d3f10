package dev.sallyport.authority.intent.sql;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a statement has what a word of the request speaks of: among its values, its names, or, for
/// an acronym ("the ASP of 2023"), the name that it gives to a result. One per reading.
final class Coverage {

    private static final Pattern DATE = Pattern.compile("[12]\\d{3}-\\d\\d?.*", Pattern.DOTALL);
    private static final Set<String> OF_DATES =
            Set.of("CURRENT_DATE", "INTERVAL", "DATE_TRUNC", "NOW", "CURRENT_TIMESTAMP");
    private static final Set<String> TIMES = Set.of(
            "day",
            "week",
            "month",
            "quarter",
            "year",
            "today",
            "past",
            "inclusive",
            "current",
            "calendar",
            "recent",
            "daily",
            "weekly",
            "monthly",
            "yearly",
            "ago");

    private final Values values;
    private final Links links;
    private final Set<String> results = new HashSet<>();
    private final Map<String, Boolean> among = new HashMap<>();
    private final boolean dates;

    Coverage(Outline outline, Values values, Links links) {
        this.values = values;
        this.links = links;
        outline.produced().forEach(name -> {
            results.add(name);
            results.addAll(Names.parts(name));
        });
        this.dates = outline.tokens().stream().anyMatch(token -> token.word(OF_DATES))
                || values.literals().stream()
                        .anyMatch(literal -> DATE.matcher(literal.text()).matches());
    }

    /// @param names words of names
    double of(Question.Word word, Collection<String> names) {
        boolean result = word.capital() && results.contains(word.text());
        boolean time = dates && (TIMES.contains(word.text()) || TIMES.contains(word.stem()));
        return result || time || values(word) ? 1 : links.covered(word, names);
    }

    private boolean values(Question.Word word) {
        return among.computeIfAbsent(word.text(), text -> values.hasWord(word));
    }

    double mean(List<Question.Word> words, Collection<String> names) {
        return words.stream().mapToDouble(word -> of(word, names)).average().orElse(1);
    }
}
