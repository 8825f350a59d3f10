package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Stop;
import java.util.List;

/// Something that a request plainly does not justify.
@FunctionalInterface
interface Rule {

    /// @return what stops the command; empty for nothing
    List<Stop> stops(Reading reading, Asks asks);

    /// One stop or none.
    static List<Stop> when(boolean stopped, String rule, String words) {
        return stopped ? List.of(new Stop(rule, words)) : List.of();
    }
}
