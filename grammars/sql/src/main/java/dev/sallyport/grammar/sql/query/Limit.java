package dev.sallyport.grammar.sql.query;

import java.util.Optional;

/// A row count as text.
final class Limit {

    private static final int MOST_DIGITS = 18;

    private Limit() {}

    static Optional<Long> parse(String canonical) {
        boolean count = !canonical.isEmpty()
                && canonical.length() <= MOST_DIGITS
                && canonical.chars().allMatch(c -> c >= '0' && c <= '9');
        return count ? Optional.of(Long.parseLong(canonical)) : Optional.empty();
    }
}
