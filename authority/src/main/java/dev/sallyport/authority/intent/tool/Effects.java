package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.words.Meanings;
import dev.sallyport.authority.intent.words.Token;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How much an effect is asked for by some words.
final class Effects {

    private static final int TELLING = 6;

    private final Meanings meanings;
    private final Map<Effect, List<Token>> verbs = new EnumMap<>(Effect.class);

    Effects(Meanings meanings) {
        this.meanings = meanings;
        for (Effect effect : Effect.values()) {
            List<String> all = effect.verbs();
            verbs.put(effect, meanings.tokens(all.subList(0, Math.min(TELLING, all.size()))));
        }
    }

    /// @return 1 when a verb of the effect stands there, else how near a word comes to its first verbs
    double asked(Effect effect, List<Token> words) {
        double best = 0;
        for (Token word : words) if (Effect.named(word.stem()) == effect) return 1;
        for (Token word : words)
            for (Token verb : verbs.getOrDefault(effect, List.of()))
                best = Math.max(best, meanings.similarity(word, verb));
        return best;
    }

    /// As [#asked], for the effect or any that is worse.
    double askedOrWorse(Effect effect, List<Token> words) {
        double best = 0;
        for (Effect each : Effect.values()) if (each.compareTo(effect) >= 0) best = Math.max(best, asked(each, words));
        return best;
    }
}
