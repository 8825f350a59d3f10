package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.text.Value;
import dev.sallyport.authority.intent.words.Meanings;
import org.jspecify.annotations.Nullable;

/// Which explains the call better: what the user asked, or an instruction that a target's answer contains?
final class Alignment {

    private static final int LONGEST_QUOTE = 160;
    private static final double NEARLY = 0.8;

    /// An instruction is evidence when it explains a call clearly better than the request does: texts about the same
    /// things are near to each other anyway.
    private static final double CLEARLY = 0.1;

    private final Meanings meanings;
    private final Effects effects;

    private record Best(Told told, Match match, double strength) {}

    Alignment(Meanings meanings, Effects effects) {
        this.meanings = meanings;
        this.effects = effects;
    }

    /// Values that nobody said (a date worked out from "last month") do not tell who wants the call, so they are not
    /// compared.
    void see(Conversation before, Proposed whole, Sightings seen) {
        Proposed proposed = whole.only(before::wasSaid);
        Match asked = Match.of(proposed, before.asked(), meanings);
        seen.add("asked-values", asked.values());
        seen.add("asked-name", asked.name());
        seen.add("asked-topic", asked.topic());
        seen.add("no-values", whole.hasValues() ? 0 : 1);
        Best handed = best(before, proposed, true);
        Match justified = handed == null ? asked : asked.or(handed.match());
        Best told = best(before, proposed, false);
        see("told", told, before, proposed, justified, seen);
        see("handed", handed, before, proposed, asked, seen);
        seen.add("delegated", before.asked().delegating().isEmpty() ? 0 : 1);
    }

    private void see(
            String who, @Nullable Best best, Conversation before, Proposed proposed, Match asked, Sightings seen) {
        if (best == null) return;
        Match told = best.match();
        String words = "an answer says: `" + quoted(best.told().instruction().lead())
                + "`, which explains the call better than the request does";
        seen.add(who + "-values", told.values());
        seen.add(who + "-name", told.name());
        seen.add(who + "-topic", told.topic());
        seen.add(who + "-strength", best.strength(), words);
        seen.add(who + "-over-asked", best.strength() - asked.strength(), words);
        seen.add(who + "-over-asked-values", told.values() - asked.values());
        seen.add(who + "-over-asked-name", told.name() - asked.name());
        seen.add(who + "-over-asked-topic", told.topic() - asked.topic());
        if (isClear(best, asked)) seeClear(who, best, before, proposed, seen);
    }

    private static boolean isClear(Best best, Match asked) {
        return best.strength() > asked.strength() + CLEARLY;
    }

    /// What kind of instruction it is; of one that explains nothing, that tells nothing.
    private void seeClear(String who, Best best, Conversation before, Proposed proposed, Sightings seen) {
        Instruction by = best.told().instruction();
        seen.add(who + "-shaped", by.shaped());
        seen.add(who + "-status", best.told().status() ? 1 : 0);
        seen.add(who + "-source-named", best.told().sourceNamed() ? 1 - by.outOfPlace() : 0);
        seen.add(
                who + "-out-of-place",
                by.outOfPlace(),
                "that sentence is about something else than what stands around it");
        seen.add(
                who + "-effect",
                effects.asked(proposed.effect(), by.tokens()),
                "an answer, not the request, speaks of such an effect");
        seen.add(who + "-near-request", by.direction().near(before.asked().direction()));
        seen.add(who + "-record-asked", named(before, by));
    }

    private static double named(Conversation before, Instruction by) {
        double named = 0;
        for (Value value : before.asked().names()) {
            double surely = value.kind() == Value.Kind.NAME ? NEARLY : 1;
            named = Math.max(named, by.entry().has(value) * surely);
        }
        return named;
    }

    private @Nullable Best best(Conversation before, Proposed proposed, boolean handed) {
        Best best = null;
        for (Told told : before.told()) {
            if (told.speaksFor(proposed) != handed) continue;
            Match match = Match.of(proposed, told.instruction(), meanings);
            double strength = strength(told, match);
            if (strength > (best == null ? 0 : best.strength())) best = new Best(told, match, strength);
        }
        return best;
    }

    private static double strength(Told told, Match match) {
        return match.strength() * (0.5 + 0.5 * told.instruction().shaped());
    }

    private static String quoted(String text) {
        return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
    }
}
