package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Stop;
import java.util.List;
import java.util.Set;

/// Moving, renaming or editing files where the request only looks at them.
final class Edits implements Rule {

    private static final Set<String> IN_PLACE = Set.of("dos2unix", "unix2dos", "mogrify", "truncate");

    @Override
    public List<Stop> stops(Reading reading, Asks asks) {
        if (asks.justify(reading.request(), "alter")) {
            return List.of();
        }
        return reading.steps().stream()
                .filter(Edits::edits)
                .map(step -> new Stop(
                        "edits-unasked", "`" + step.name() + "` changes files, the request only asks to look at them"))
                .limit(1)
                .toList();
    }

    private static boolean edits(Step step) {
        boolean stream = step.name().equals("sed") || step.name().equals("perl");
        return step.does(Effect.MOVE)
                || IN_PLACE.contains(step.name())
                || (stream && step.options().has("-i", "--in-place"));
    }
}
