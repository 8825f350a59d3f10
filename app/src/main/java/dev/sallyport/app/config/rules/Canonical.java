package dev.sallyport.app.config.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Resource names as the authority compares them: `public.` left out (as in
/// [dev.sallyport.api.target.Resource]).
public final class Canonical {

    private static final String PUBLIC = "public.";

    private Canonical() {}

    public static String name(String written) {
        return written.startsWith(PUBLIC) && written.length() > PUBLIC.length()
                ? written.substring(PUBLIC.length())
                : written;
    }

    /// Two spellings of one resource are put together.
    public static Map<String, List<String>> keys(Map<String, List<String>> byWritten) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        byWritten.forEach((written, columns) -> byName.merge(name(written), columns, Canonical::both));
        return byName;
    }

    private static List<String> both(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }
}
