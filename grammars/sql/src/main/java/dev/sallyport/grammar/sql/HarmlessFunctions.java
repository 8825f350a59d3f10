package dev.sallyport.grammar.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/// The curated list of built-in functions that may be called without a rule (R9): names of `pg_catalog` without side
/// effects. It holds names; whoever implements [dev.sallyport.grammar.sql.catalog.Catalog] turns them into oids, so
/// that a function of the same name in another schema never profits.
public final class HarmlessFunctions {

    private static final String LIST = "harmless-functions.txt";

    private HarmlessFunctions() {}

    /// @return lower-case names without schema, in no particular order
    public static Set<String> names() {
        return text().lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String text() {
        try (InputStream list = HarmlessFunctions.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException("the jar lacks `" + LIST + "`");
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
