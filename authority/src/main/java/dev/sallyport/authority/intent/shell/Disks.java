package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Stop;
import dev.sallyport.authority.intent.shell.syntax.Redirection;
import java.util.List;

/// Work on disks and devices that the request does not speak of.
final class Disks implements Rule {

    @Override
    public List<Stop> stops(Reading reading, Asks asks) {
        boolean asked = asks.justify(reading.request(), "disk");
        for (Step step : reading.steps()) {
            boolean raw = step.does(Effect.DISK) || overwrites(step);
            boolean named = step.options().operands().stream()
                    .anyMatch(word -> reading.request().lower().contains(device(word.text())));
            if (raw && (!asked || (gone(step) && !named))) {
                return List.of(new Stop(
                        "disk", "`" + step.name() + "` works on disks or devices, the request does not ask for that"));
            }
        }
        return List.of();
    }

    private static boolean overwrites(Step step) {
        return step.command().redirections().stream()
                        .filter(Redirection::writes)
                        .anyMatch(r -> Places.device(r.target().text()))
                || (step.does(Effect.DELETE) && step.command().texts().stream().anyMatch(Places::device));
    }

    /// What was on the device is lost.
    private static boolean gone(Step step) {
        return step.name().equals("mkfs")
                || step.name().equals("dd")
                || step.name().equals("mkswap")
                || overwrites(step);
    }

    private static String device(String operand) {
        String path = operand.startsWith("of=") ? operand.substring(3) : operand;
        return path.toLowerCase(java.util.Locale.ROOT);
    }
}
