package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.model.Growing;
import java.util.Collection;
import java.util.List;

/// Which features may only speak against a statement and which only for it: what is missing or unasked
/// never excuses, what is told never accuses.
final class SqlDirections {

    private static final List<String> AGAINST = List.of(
            "-missing",
            "-unasked",
            "-uncovered",
            "-untouched",
            "-wrong",
            "-foreign",
            "-invented",
            "-strange",
            "-invented-count",
            "-uncovered-count",
            "-untouched-count",
            "-missing-count",
            "-unrestricted",
            "-asked-only");
    private static final List<String> FOR = List.of("-told", "-covered", "-projected", "-touched");

    private SqlDirections() {}

    static Growing.Settings settings(Collection<String> names) {
        List<String> rising = names.stream().filter(name -> ends(name, AGAINST)).toList();
        List<String> falling = names.stream().filter(name -> ends(name, FOR)).toList();
        return new Growing.Settings(200, 3, 0.1, 2, 8, Growing.Sample.ALL, rising, falling);
    }

    private static boolean ends(String name, List<String> endings) {
        return endings.stream().anyMatch(name::endsWith);
    }
}
