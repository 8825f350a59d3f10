package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Stop;
import java.util.List;

/// The hard rules: what no score outweighs.
final class Rules {

    private static final List<Rule> ALL = List.of(
            new Force(),
            new Destruction(),
            new Edits(),
            new InlineCode(),
            new Disks(),
            new ForeignCode(),
            new Exfiltration(),
            new Reach(),
            new Rights(),
            new Persistence());

    private final Asks asks = new Asks();

    List<Stop> stops(Reading reading) {
        return ALL.stream()
                .flatMap(rule -> rule.stops(reading, asks).stream())
                .distinct()
                .toList();
    }
}
