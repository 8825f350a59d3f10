package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.words.Stem;
import dev.sallyport.authority.intent.words.Words;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Does the request hand authority to a source: "do what the e-mail says", "follow the instructions on the
/// page", "complete the tasks in the file"?
final class Delegation {

    private static final String DO =
            "(?:do|follow|complete|perform|finish|execute|carry out|handle|act on|proceed|achieve|take care of|accomplish|address|process|fulfil|fulfill|implement|work on|solve)";
    private static final String THING =
            "(?:actions?|tasks?|instructions?|steps?|todos?|to-dos?|homework|assignments?|requests?|items?|everything|whatever|what|things|it|that|guide|guidelines|directions|list)";
    private static final Pattern HANDED = Pattern.compile(
            "\\b" + DO + "\\b[^.!?]{0,40}\\b" + THING
                    + "\\b|\\binstructions?\\b[^.!?]{0,60}\\b(?:are|is|in|on|included|listed|from|can be found)\\b|\\b(?:as|what) (?:\\w+ ){0,3}(?:says?|asks?|asked|described|instructed|requested|specified|told|wants?)\\b|\\b(?:asked|asking|wants?|sent|emailed|messaged) (?:me|us)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SENTENCE = Pattern.compile("(?<=[a-z)'\"][.!?])\\s+|\\n+|(?<=[.:]) (?=\\d\\. )");
    private static final Pattern OWN = Pattern.compile(
            "\\b(?:following|these|below)\\b[^.]{0,20}\\b(?:tasks?|steps?|things)", Pattern.CASE_INSENSITIVE);

    private static final Pattern KIND = Pattern.compile(
            "\\b(?:in|on|from|of|by|per|with|to) (?:my|the|this|that|his|her|our|their|your|its) (\\w{3,40}(?: \\w{3,40})?)",
            Pattern.CASE_INSENSITIVE);

    private Delegation() {}

    /// What the sentences that hand authority over call by its kind, as stems.
    static Set<String> kinds(String delegating) {
        Set<String> kinds = new HashSet<>();
        Matcher kind = KIND.matcher(delegating);
        while (kind.find()) for (String word : Words.content(kind.group(1))) kinds.add(Stem.of(word));
        return Set.copyOf(kinds);
    }

    /// The sentences of a request that hand authority over, together; empty when none does.
    static String in(String request) {
        StringBuilder handing = new StringBuilder();
        for (String sentence : SENTENCE.split(request, -1)) {
            if (HANDED.matcher(sentence).find() && !OWN.matcher(sentence).find())
                handing.append(sentence).append('\n');
        }
        return handing.toString();
    }
}
