package dev.sallyport.grammar.http.openapi;

import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.json.Json;
import dev.sallyport.grammar.http.route.Correction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `x-sallyport` of an operation. An unknown key is an error, as in the configuration.
final class Extension {

    private static final Set<String> KEYS = Set.of("verb", "resource", "keyedBy", "outward", "atMost");

    private Extension() {}

    static Correction of(Json operation, String where) throws InvalidDocument {
        Optional<Json> extension = operation.member("x-sallyport");
        return extension.isEmpty() ? Correction.NONE : read(extension.get(), where + ".x-sallyport");
    }

    private static Correction read(Json said, String where) throws InvalidDocument {
        for (String key : said.members().keySet()) {
            if (!KEYS.contains(key)) {
                throw new InvalidDocument(
                        where + ": has verb, resource, keyedBy, outward and atMost, not `" + key + "`");
            }
        }
        boolean outward = said.member("outward")
                .filter(each -> each instanceof Json.Truth truth && truth.value())
                .isPresent();
        return new Correction(
                verb(said, where),
                said.text("resource").orElse(""),
                keyedBy(said, where),
                outward,
                atMost(said, where));
    }

    private static @Nullable Verb verb(Json said, String where) throws InvalidDocument {
        Optional<Json> verb = said.member("verb");
        if (verb.isEmpty()) {
            return null;
        }
        String name = said.text("verb").orElse("");
        for (Verb each : Verb.values()) {
            if (each != Verb.UNKNOWN && each.name().toLowerCase(Locale.ROOT).equals(name)) {
                return each;
            }
        }
        throw new InvalidDocument(where + ".verb: is read, create, update, delete, execute, share, discover, grant or"
                + " define, not `" + name + "`");
    }

    private static List<String> keyedBy(Json said, String where) throws InvalidDocument {
        List<String> names = new ArrayList<>();
        said.text("keyedBy").ifPresent(names::add);
        for (Json each : said.elements("keyedBy")) {
            if (!(each instanceof Json.Text text)) {
                throw new InvalidDocument(where + ".keyedBy: is a list of names of parameters");
            }
            names.add(text.text());
        }
        return names;
    }

    private static long atMost(Json said, String where) throws InvalidDocument {
        Optional<Json> atMost = said.member("atMost");
        if (atMost.isEmpty()) {
            return -1;
        }
        if (atMost.get() instanceof Json.Numeral number && number.text().matches("[0-9]{1,9}")) {
            return Long.parseLong(number.text());
        }
        throw new InvalidDocument(where + ".atMost: is a number of records");
    }
}
