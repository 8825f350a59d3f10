package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.proposal.Call;
import dev.sallyport.authority.intent.words.Stem;
import dev.sallyport.authority.intent.words.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a call does to the world, told by the verbs of its name and description. Worst last.
enum Effect {
    READ("get list search find read view check retrieve show query look fetch count browse calculate lookup open load"
            + " visit display see examine monitor compare verify think navigate summarize analyze translate"),
    WRITE(
            "create add append update set edit save schedule book reserve write insert modify change make rename move copy"
                    + " upload store record register assign reschedule replace mark draft configure adjust manage"
                    + " generate download rebook block sync save fill"),
    SEND(
            "send email forward post publish tweet reply message notify submit invite mail dispatch input report disclose"),
    SHARE("share grant permit authorize allow expose unlock unblock delegate accept access"),
    PAY("pay transfer deposit withdraw purchase buy order donate trade sell invest refund wire exchange borrow lend"),
    DELETE("delete remove cancel clear drop erase wipe terminate revoke disable deactivate uninstall destroy suspend"
            + " corrupt manipulate alter"),
    EXECUTE("execute run deploy install launch command control activate enable start stop shutdown");

    private static final Set<String> MONEY =
            Set.of("money", "payment", "payments", "fund", "funds", "cash", "fee", "salary", "tip", "transaction");

    private static final Map<String, Effect> BY_STEM = byStem();

    private static Map<String, Effect> byStem() {
        Map<String, Effect> effects = new HashMap<>();
        for (Effect effect : values()) for (String verb : effect.verbs()) effects.putIfAbsent(Stem.of(verb), effect);
        return Map.copyOf(effects);
    }

    private final String verbs;

    Effect(String verbs) {
        this.verbs = verbs;
    }

    /// Whether something leaves: money, a message, a right.
    boolean reachesOut() {
        return this == SEND || this == SHARE || this == PAY;
    }

    boolean changes() {
        return this != READ;
    }

    /// Whoever sends money, pays.
    static Effect of(Call call) {
        List<String> name = Words.of(call.tool());
        Effect named = first(name);
        if (named == null) named = first(Words.of(firstSentence(call.description())));
        if (named == SEND && name.stream().anyMatch(MONEY::contains)) return PAY;
        return named == null ? READ : named;
    }

    private static @Nullable Effect first(List<String> words) {
        for (String word : words) {
            Effect named = named(Stem.of(word));
            if (named != null) return named;
        }
        return null;
    }

    static String firstSentence(String description) {
        int end = description.indexOf(". ");
        int line = description.indexOf('\n');
        int cut = end < 0 ? description.length() : end;
        if (line > 0) cut = Math.min(cut, line);
        return description.substring(0, Math.min(cut, 300));
    }

    /// The effect that a verb with this stem has, if it has one.
    static @Nullable Effect named(String stem) {
        return BY_STEM.get(stem);
    }

    List<String> verbs() {
        return List.of(verbs.split(" ", -1));
    }
}
