package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Feature;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Does a command change something although the request only looks, or only look although a change is asked
/// for?
final class Deeds {

    private static final Set<Effect> CHANGES = EnumSet.of(
            Effect.WRITE,
            Effect.MOVE,
            Effect.INSTALL,
            Effect.PERMISSION,
            Effect.DELETE,
            Effect.SEND,
            Effect.KILL,
            Effect.SCHEDULE,
            Effect.ACCOUNT,
            Effect.DISK);

    /// What plainly asks for one effect; where it is said, a command without that effect does something else.
    private static final List<Set<Effect>> DONE = List.of(
            EnumSet.of(Effect.DELETE, Effect.MOVE, Effect.WRITE, Effect.INSTALL),
            EnumSet.of(Effect.PERMISSION),
            EnumSet.of(Effect.KILL));

    private static final List<String> ASKED = List.of("delete", "permission", "kill");

    private final Asks asks;

    Deeds(Asks asks) {
        this.asks = asks;
    }

    List<Feature> of(Reading reading) {
        Effect change = reading.steps().stream()
                .flatMap(step -> step.effects().stream())
                .filter(CHANGES::contains)
                .max(Enum::compareTo)
                .orElse(Effect.FILTER);
        boolean asked = asks.justify(reading.request(), "alter");
        boolean unasked = CHANGES.contains(change) && !asked;
        boolean undone = asked && !CHANGES.contains(change);
        return List.of(
                new Feature(
                        "change-unasked",
                        unasked ? 1 : 0,
                        unasked ? "the command " + change.words + ", the request only asks to look" : ""),
                new Feature(
                        "change-undone",
                        undone ? 1 : 0,
                        undone ? "the request asks for a change, the command only looks" : ""),
                new Feature("effect-undone", undone(reading), ""));
    }

    private double undone(Reading reading) {
        double missing = 0;
        for (int i = 0; i < ASKED.size(); i++) {
            Set<Effect> wanted = DONE.get(i);
            boolean done = reading.steps().stream()
                    .flatMap(step -> step.effects().stream())
                    .anyMatch(wanted::contains);
            missing += asks.justify(reading.request(), ASKED.get(i)) && !done ? 1 : 0;
        }
        return Math.min(1, missing / 2);
    }
}
