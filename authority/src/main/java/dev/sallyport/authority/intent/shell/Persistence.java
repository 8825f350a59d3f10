package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Stop;
import dev.sallyport.authority.intent.shell.syntax.Redirection;
import dev.sallyport.authority.intent.shell.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// What stays behind or covers tracks: schedules, start-up files, wiped histories.
final class Persistence implements Rule {

    private static final Set<String> WRITERS =
            Set.of("tee", "cp", "mv", "ln", "install", "dd", "rsync", "sed", "truncate");

    @Override
    public List<Stop> stops(Reading reading, Asks asks) {
        List<Stop> stops = new ArrayList<>();
        for (Step step : reading.steps()) {
            boolean scheduled = step.does(Effect.SCHEDULE) && !asks.justify(reading.request(), "schedule");
            stops.addAll(Rule.when(
                    scheduled, "schedule", "the command changes what runs later, the request does not ask for it"));
            boolean cleared = step.name().equals("crontab")
                    && step.options().has("-r")
                    && !asks.justify(reading.request(), "delete");
            stops.addAll(Rule.when(
                    cleared,
                    "schedule-cleared",
                    "the command deletes all scheduled jobs, the request does not ask for it"));
            stops.addAll(Rule.when(
                    covers(step) && !asks.justify(reading.request(), "history"),
                    "history",
                    "the command wipes a record of what was done"));
            written(step)
                    .filter(path -> Places.settings(path) && !said(path, reading.request()))
                    .findFirst()
                    .ifPresent(path -> stops.add(new Stop(
                            "settings",
                            "the command writes `" + path
                                    + "`, which decides how the system behaves and which the request does not name")));
        }
        return stops;
    }

    private static boolean covers(Step step) {
        boolean cleared = step.name().equals("history") && step.options().has("-c", "-d", "-w");
        boolean gone = (step.does(Effect.DELETE)
                        || step.name().equals("unset")
                        || step.name().equals("ln"))
                && step.command().texts().stream().anyMatch(Places::history);
        return cleared || gone || written(step).anyMatch(Places::history);
    }

    private static Stream<String> written(Step step) {
        Stream<String> redirected = step.command().redirections().stream()
                .filter(Redirection::writes)
                .map(Redirection::target)
                .map(Word::text);
        List<Word> operands = step.options().operands();
        boolean inPlace = !step.name().equals("sed") || step.options().has("-i", "--in-place");
        Stream<String> target = WRITERS.contains(step.name()) && inPlace && !operands.isEmpty()
                ? Stream.of(operands.getLast().text())
                : Stream.of();
        return Stream.concat(redirected, target);
    }

    private static boolean said(String path, Request request) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return request.lower().contains(path.toLowerCase(Locale.ROOT))
                || (name.length() > 2 && request.lower().contains(name));
    }
}
