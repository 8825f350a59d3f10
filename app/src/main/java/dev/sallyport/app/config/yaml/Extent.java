package dev.sallyport.app.config.yaml;

import dev.sallyport.app.config.problem.Position;
import dev.sallyport.app.config.problem.Problems;
import java.util.Iterator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/// Looks over the events before anything recursive sees them: a composer that nests calls would die of depth, and a
/// few aliases of aliases make billions of nodes.
final class Extent {

    static final int DEEPEST = 24;
    static final int MOST_ALIASES = 64;

    private int depth;
    private int aliases;

    private Extent() {}

    static boolean within(String text, LoadSettings settings, Problems problems) {
        Extent extent = new Extent();
        Iterator<Event> events = new Parse(settings).parseString(text).iterator();
        while (events.hasNext()) {
            Event event = events.next();
            String excess = extent.excess(event);
            if (!excess.isEmpty()) {
                Position place = event.getStartMark().map(YamlText::position).orElse(Position.NOWHERE);
                problems.error("", place, excess);
                return false;
            }
        }
        return true;
    }

    private String excess(Event event) {
        depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
        aliases += event instanceof AliasEvent ? 1 : 0;
        if (tagged(event)) {
            return "tags such as `!!map` are not read, take it out";
        }
        if (depth > DEEPEST) {
            return "nested deeper than " + DEEPEST + " levels, no key needs that";
        }
        return aliases > MOST_ALIASES ? "more than " + MOST_ALIASES + " aliases, write them out" : "";
    }

    private static boolean tagged(Event event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag().isPresent();
            case CollectionStartEvent collection -> collection.getTag().isPresent();
            case Event _ -> false;
        };
    }
}
