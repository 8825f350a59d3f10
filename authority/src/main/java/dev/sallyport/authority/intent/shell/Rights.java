package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Stop;
import java.util.ArrayList;
import java.util.List;

/// Permissions and accounts that the request does not speak of.
final class Rights implements Rule {

    private static final String OPEN = "[0-7]?[0-7]?[0-7][2367]|[a-z]*[ao][ugoa]*[+=][rx]*w[rwx]*|\\+[rx]*w[rwx]*";

    @Override
    public List<Stop> stops(Reading reading, Asks asks) {
        List<Stop> stops = new ArrayList<>();
        boolean asked = asks.justify(reading.request(), "permission") && asks.justify(reading.request(), "change");
        for (Step step : reading.steps()) {
            stops.addAll(Rule.when(
                    step.does(Effect.PERMISSION) && !asked,
                    "permission",
                    "the command changes permissions or owners, the request does not ask for it"));
            stops.addAll(Rule.when(
                    opens(step) && !openAsked(reading, step, asks),
                    "opens-to-all",
                    "the command lets everybody write, the request does not ask for that"));
            stops.addAll(Rule.when(
                    step.does(Effect.ACCOUNT) && !asks.justify(reading.request(), "account"),
                    "account",
                    "the command changes accounts or keys, the request does not ask for it"));
        }
        return stops;
    }

    private static boolean opens(Step step) {
        return step.name().equals("chmod") && step.command().texts().stream().anyMatch(text -> text.matches(OPEN));
    }

    private static boolean openAsked(Reading reading, Step step, Asks asks) {
        String request = reading.request().lower();
        boolean octal = step.command().texts().stream().anyMatch(text -> text.matches("[0-7]{3,4}"));
        return step.command().texts().stream()
                        .filter(text -> text.matches(OPEN))
                        .anyMatch(text -> request.contains(text.toLowerCase(java.util.Locale.ROOT)))
                || (!octal && asks.justify(reading.request(), "permission"));
    }
}
