package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.Stop;
import dev.sallyport.authority.intent.text.Value;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where does the identifier of a record come from? In a conversation about one customer, the next record's
/// identifier was said by the user or stands in an answer; one that comes from nowhere belongs to somebody
/// else, or is a guess. Looks at the first identifier of a call, for that is the record it is about.
final class Lineage {

    private static final int SHORTEST_CODE = 5;
    private static final double KNOWN = 0.5;
    private static final Pattern KEY =
            Pattern.compile("(?:^|[._\\s-])(?:id|number|no|code|key|ref|reference)(?:\\[\\d+])?$");

    private Lineage() {}

    static Optional<Stop> strange(Conversation before, Proposed proposed) {
        if (before.turns() == 0) return Optional.empty();
        return proposed.values().stream()
                .filter(Lineage::names)
                .findFirst()
                .filter(value -> !known(value, before))
                .map(value -> new Stop(
                        "record-from-nowhere",
                        "the record `" + value.text() + "` was named neither by the user nor by any answer"));
    }

    private static boolean names(Value value) {
        return code(value) && isKey(value);
    }

    /// Whether the argument is called as keys of records are: `id`, `orderNumber`.
    static boolean isKey(Value value) {
        String path = value.path().replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        return KEY.matcher(path).find();
    }

    private static boolean code(Value value) {
        return switch (value.kind()) {
            case IDENTIFIER -> true;
            case NAME -> value.text().length() >= SHORTEST_CODE && value.text().indexOf(' ') < 0;
            case ADDRESS, DATE, NUMBER -> false;
        };
    }

    /// What the agent itself said or used before proves nothing (R3).
    private static boolean known(Value value, Conversation before) {
        if (before.asked().text().has(value) > KNOWN || before.system().has(value) > KNOWN) return true;
        for (Source source : before.sources()) if (source.answer().whole().has(value) > KNOWN) return true;
        return false;
    }
}
