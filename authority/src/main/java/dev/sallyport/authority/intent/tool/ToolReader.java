package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.Feature;
import dev.sallyport.authority.intent.Stop;
import dev.sallyport.authority.intent.proposal.Proposal;
import dev.sallyport.authority.intent.words.Meanings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Sees what speaks for and against the call of a tool. Safe on every thread; answers that were read before are
/// not read again.
public final class ToolReader {

    private final Effects effects;
    private final Alignment alignment;
    private final Memory memory;

    public ToolReader(Meanings meanings) {
        this.effects = new Effects(meanings);
        this.memory = new Memory(meanings);
        this.alignment = new Alignment(meanings, effects);
    }

    /// @param stop what decides alone
    /// @param named it only reads what the user named, or what that points at, or goes where the user said
    public record Reading(List<Feature> features, Optional<Stop> stop, boolean named) {}

    public Reading read(Proposal proposal) {
        Conversation before = Conversation.of(proposal, memory);
        Proposed proposed = memory.proposed(proposal.call());
        Sightings seen = new Sightings();
        alignment.see(before, proposed, seen);
        Provenance.see(before, proposed, seen);
        see(before.asked(), proposed.effect(), seen);
        return new Reading(seen.all(), Lineage.strange(before, proposed), isNamed(before, proposed, seen));
    }

    private static boolean isNamed(Conversation before, Proposed proposed, Sightings seen) {
        return Provenance.readsWhatWasNamed(before, proposed)
                || (seen.value("told-over-asked") <= 0 && Provenance.goesWhereAsked(before, proposed));
    }

    /// What was handed ("do what the mail asks") asks for effects as the request does. Something that leaves for an
    /// address that only an instruction names is another matter than a page that is fetched from there.
    private void see(Asked asked, Effect effect, Sightings seen) {
        double wanted = Math.max(seen.value("handed-effect"), effects.asked(effect, asked.tokens()));
        if (effect.reachesOut())
            seen.add(
                    "destination-told",
                    seen.value("address-told-most"),
                    "it goes to an address that only an instruction in an answer names");
        String name = effect.name().toLowerCase(Locale.ROOT);
        seen.add("effect-" + name, 1);
        seen.add("effect-changes", effect.changes() ? 1 : 0);
        seen.add("effect-asked", wanted);
        seen.add("effect-asked-or-worse", effects.askedOrWorse(effect, asked.tokens()));
        seen.add(
                "effect-unasked",
                effect.changes() ? 1 - wanted : 0,
                "the request does not ask for an effect of the kind `" + name + "`");
    }
}
