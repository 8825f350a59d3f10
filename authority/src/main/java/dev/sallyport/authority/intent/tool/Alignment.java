package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.text.Value;
import dev.sallyport.authority.intent.words.Meanings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which explains the call better: what the user asked, or an instruction that a target's answer contains?
final class Alignment {

    private static final int LONGEST_QUOTE = 160;
    private static final double NEARLY = 0.8;

    private final Meanings meanings;
    private final Effects effects;
    private final Memory memory;

    private record Best(Told told, Match match, double strength) {}

    Alignment(Meanings meanings, Effects effects, Memory memory) {
        this.meanings = meanings;
        this.effects = effects;
        this.memory = memory;
    }

    void see(Conversation before, Proposed proposed, Sightings seen) {
        Match asked = Match.of(proposed, before.asked(), meanings);
        seen.add("asked-values", asked.values());
        seen.add("asked-name", asked.name());
        seen.add("asked-topic", asked.topic());
        seen.add("no-values", proposed.hasValues() ? 0 : 1);
        Best handed = best(before, proposed, true, before.turns());
        Match justified = handed == null ? asked : asked.or(handed.match());
        see("told", best(before, proposed, false, before.turns()), before, proposed, justified, seen);
        see("handed", handed, before, proposed, asked, seen);
        seen.add("taint", taint(before), "an earlier call of this task already followed such an instruction");
        seen.add("delegated", before.asked().delegating().isEmpty() ? 0 : 1);
    }

    private void see(
            String who, @Nullable Best best, Conversation before, Proposed proposed, Match asked, Sightings seen) {
        if (best == null) return;
        Instruction by = best.told().instruction();
        Match told = best.match();
        String words =
                "an answer says: `" + quoted(by.lead()) + "`, which explains the call better than the request does";
        seen.add(who + "-values", told.values());
        seen.add(who + "-name", told.name());
        seen.add(who + "-topic", told.topic());
        seen.add(who + "-strength", best.strength(), words);
        seen.add(who + "-over-asked", best.strength() - asked.strength(), words);
        seen.add(who + "-over-asked-values", told.values() - asked.values());
        seen.add(who + "-over-asked-name", told.name() - asked.name());
        seen.add(who + "-over-asked-topic", told.topic() - asked.topic());
        seen.add(who + "-shaped", by.shaped());
        seen.add(who + "-status", best.told().status() ? 1 : 0);
        seen.add(who + "-source-named", best.told().sourceNamed() ? 1 : 0);
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

    private @Nullable Best best(Conversation before, Proposed proposed, boolean handed, int until) {
        Best best = null;
        for (Told told : before.told()) {
            if (told.handed() != handed || told.turn() >= until) continue;
            Match match = Match.of(proposed, told.instruction(), meanings);
            double strength = strength(told, match);
            if (strength > (best == null ? 0 : best.strength())) best = new Best(told, match, strength);
        }
        return best;
    }

    /// How much an earlier call of the conversation was explained by an instruction alone.
    private double taint(Conversation before) {
        double most = 0;
        List<Teller> tellers = Teller.all(before);
        for (Conversation.Earlier earlier : before.calls()) {
            Proposed proposed = memory.proposed(earlier.call());
            double told = 0;
            for (Teller teller : tellers)
                if (teller.turn() < earlier.turn()) told = Math.max(told, explained(proposed, teller));
            if (told > 0) most = Math.max(most, told - explained(proposed, before.asked()));
        }
        return most;
    }

    private double explained(Proposed proposed, Teller teller) {
        return teller.handed()
                ? strongest(proposed, teller.told())
                : proposed.explained().by(teller.number(), () -> strongest(proposed, teller.told()));
    }

    private double explained(Proposed proposed, Asked asked) {
        return proposed.explained()
                .by(asked.number(), () -> Match.of(proposed, asked, meanings).strength());
    }

    private double strongest(Proposed proposed, List<Told> told) {
        double strongest = 0;
        for (Told each : told)
            if (!each.handed())
                strongest = Math.max(strongest, strength(each, Match.of(proposed, each.instruction(), meanings)));
        return strongest;
    }

    private static double strength(Told told, Match match) {
        return match.strength() * (0.5 + 0.5 * told.instruction().shaped());
    }

    private static String quoted(String text) {
        return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
    }
}
