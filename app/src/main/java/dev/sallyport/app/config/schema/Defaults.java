package dev.sallyport.app.config.schema;

import java.util.Set;

/// How a default is told.
final class Defaults {

    /// These say nothing to a reader: an empty text, list or mapping.
    private static final Set<String> EMPTY = Set.of("''", "[]", "{}");

    private Defaults() {}

    static String shown(String yaml) {
        return EMPTY.contains(yaml) ? "" : "`" + yaml + "`";
    }
}
