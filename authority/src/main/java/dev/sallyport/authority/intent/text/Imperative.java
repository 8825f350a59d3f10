package dev.sallyport.authority.intent.text;

import dev.sallyport.authority.intent.words.Words;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Is a sentence shaped like an instruction: does it begin, after courtesies, with the bare form of a verb of
/// doing, or address somebody with "you should", "I need you to"?
public final class Imperative {

    private static final int FURTHEST = 60;
    private static final char[] VOWELS = {'a', 'e', 'i', 'o', 'u'};
    private static final Pattern LABEL =
            Pattern.compile("^[^\\p{L}(\\[]*(?:\\([^)]{0,60}\\)|\\[[^\\]]{0,60}\\])?[^\\p{L}]*");
    private static final Pattern CLAUSE = Pattern.compile("[,;:.!)\\]]['\")]*\\s+|\\s[-–]\\s");

    private static final Set<String> VERBS = set(
            ("accept access activate add adjust administer agree alert allocate allow alter analyze append apply approve arrange"
                            + " ask assess assign assist attach audit authorize automate back backup ban bcc block book borrow bring"
                            + " browse build buy calculate call cancel capture carry change charge check choose clean clear click"
                            + " clone close collect comment commit compare complete compose compile conduct configure confirm connect"
                            + " consider contact continue control convert copy correct count create decline decrypt delete deliver"
                            + " deny deploy deposit describe design determine develop disable disclose discard dispatch display"
                            + " distribute document donate download draft drop edit email enable encrypt end enhance ensure enter"
                            + " erase establish evaluate examine exchange execute explain export extend extract fetch file fill"
                            + " filter find finish fix follow format forward gather generate get give go grant handle help hide"
                            + " identify implement import improve include increase inform initiate input insert inspect install"
                            + " integrate invest investigate invite issue join keep launch leave lend let list load locate lock log"
                            + " look lower mail maintain make manage mark measure merge message modify monitor mount move navigate"
                            + " notify obtain offer open optimize order organize oversee overwrite paste pay perform pick place plan"
                            + " play post prepare press print process procure proceed produce promote propose provide publish purchase"
                            + " push put query raise read rebook recalibrate recommend record recover redirect reduce register"
                            + " reject release remind remove rename renew rent replace reply report request rerun reschedule"
                            + " reserve reset resolve respond restart restore restrict retrieve return reveal review revoke run save"
                            + " scan schedule search see select sell send set settle share ship show shut sign simulate start stop"
                            + " store strengthen submit subscribe suggest summarize support suspend switch sync take tell terminate"
                            + " test text track trade train transfer transmit tweet turn type unblock uninstall unlock unsubscribe"
                            + " update upgrade upload use validate verify view visit wait wipe wire withdraw write zip abort adhere"
                            + " advise amend announce archive attend auto-fill autofill avoid blacklist boost broadcast calibrate"
                            + " certify challenge circulate claim clarify command communicate compensate compress conceal"
                            + " consolidate consult contest coordinate corrupt counsel craft customize debug deactivate dedicate"
                            + " deduct defend define defer delay delegate deliver demand demonstrate destroy detect devise diagnose"
                            + " digitize dim direct discuss dismiss disregard disrupt diversify divert divide double drive educate"
                            + " elevate eliminate embed employ empty enforce engage enlarge enroll ensure escalate estimate exclude"
                            + " exert expand expedite exploit explore expose facilitate falsify favor finalize flag focus forge"
                            + " formulate foster freeze fulfil fulfill fund grade guide halt highlight ignore illustrate impersonate"
                            + " impose incorporate inflate influence inject inquire interpret interrupt introduce isolate itemize jam"
                            + " justify label lift link list liquidate maximize mediate migrate minimize mislead mitigate mobilize"
                            + " mute negotiate neutralize nominate normalize note offset operate optimize outline override park"
                            + " patch pause penalize permit persuade postpone predict preserve pretend prevent prioritize probe"
                            + " program project promise prompt prescribe protect prove provision pull punish purge pursue quantify"
                            + " rank rate rebalance reboot reassign reconcile redeem refer refine reformat refund refuse reinforce"
                            + " relay rely relocate repair repeat replay reprogram research reshape resell resend reset resume"
                            + " retain retrain reverse revert revise reward rewrite rotate route safeguard sabotage sanction screen"
                            + " secure seize separate serve silence skip solve sort specify spread stabilize standardize steal"
                            + " strategize stream suppress survey swap tag tailor tamper target teach tighten trace transform"
                            + " translate trigger trim undo uncover unfollow unlink unmask unsend utilize vote waive warn watch whitelist")
                    .split(" ", -1));

    private static final Set<String> COURTESIES = set(
            ("please kindly then also first firstly second secondly next finally now and so just immediately do after"
                            + " before afterwards additionally furthermore moreover important note todo task step urgent attention"
                            + " reminder action required instead simply quickly go ahead always never remember to ok okay hey hi"
                            + " hello dear user assistant agent ai again later once")
                    .split(" ", -1));

    /// "Email: ann@example.com" tells where somebody is reached, and is the name of a field, not a verb.
    private static final Pattern REACHED = Pattern.compile(
            "^\\W*(?:e-?mail|mail|phone|call|text|contact|website|visit|address|fax)\\s?:\\s*[\\w.+-]{1,64}(?:@|\\.\\w|\\d)",
            Pattern.CASE_INSENSITIVE);

    /// "You need to be authorized by visiting …": the one who is told is not named, what has to be done is.
    private static final Pattern OBLIGED = Pattern.compile(
            "\\byou (?:must|should|have to|need to|ought to|are required to) (?:first )?be \\w{2,30}(?:ed|en) (?:by \\w{2,20}ing|via|at|through|on)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> BIDS = Set.of("please", "then", "kindly");

    private static final Set<String> WISHES = Set.of("need", "want", "like", "ask", "expect", "require", "have");

    private static final Set<String> STATES = Set.of("is", "are", "was", "were", "has", "have", "been");

    private static final Set<String> MODALS =
            Set.of("should", "must", "need", "can", "could", "would", "will", "shall", "may", "have", "want", "ought");

    private Imperative() {}

    private static Set<String> set(String... words) {
        return Set.copyOf(List.of(words));
    }

    /// @return 0 for a statement; .5 when somebody is told to do something further on in it; 1 when it begins so
    static double shape(String sentence) {
        String bare = LABEL.matcher(sentence.length() > 2_000 ? sentence.substring(0, 2_000) : sentence)
                .replaceFirst("");
        List<String> words = Words.of(bare);
        if (words.size() < 2 || REACHED.matcher(bare).find()) return 0;
        int first = first(words);
        if (startsVerb(words, first)) return words.size() - first < 3 ? 0.5 : 1;
        if (asks(words, first)) return 1;
        if (first > 0
                && (words.get(first - 1).equals("please")
                        || words.get(first - 1).equals("kindly"))) return 0.8;
        return toldLater(words) || OBLIGED.matcher(bare).find() || clauseTells(sentence) ? 0.5 : 0;
    }

    /// The word after all courtesies.
    private static int first(List<String> words) {
        int first = 0;
        while (first < words.size() - 1 && COURTESIES.contains(words.get(first)) && !startsVerb(words, first)) first++;
        return first;
    }

    /// "Could you send", "I need you to send".
    private static boolean asks(List<String> words, int at) {
        for (int i = at; i + 2 < Math.min(at + 6, words.size()); i++) {
            if (!words.get(i).equals("you")) continue;
            boolean before = i > at && (MODALS.contains(words.get(i - 1)) || WISHES.contains(words.get(i - 1)));
            int next = words.get(i + 1).equals("to") || words.get(i + 1).equals("please") ? i + 2 : i + 1;
            if (before && VERBS.contains(words.get(next))) return true;
        }
        return false;
    }

    /// "report" begins an instruction in "report the fall", not in "report: 3 pages" or "reports".
    private static boolean startsVerb(List<String> words, int at) {
        if (at + 1 >= words.size() || (!VERBS.contains(words.get(at)) && !misspelt(words.get(at)))) return false;
        if (words.get(at + 1).equals("of") || words.get(at + 1).equals("by")) return false;
        for (int i = at + 1; i < Math.min(at + 4, words.size()); i++) if (STATES.contains(words.get(i))) return false;
        return true;
    }

    /// "After that, send it": a clause that begins with a verb and goes on.
    private static boolean clauseTells(String sentence) {
        String[] clauses = CLAUSE.split(sentence, 12);
        for (int i = 1; i < clauses.length; i++) {
            List<String> words = Words.of(clauses[i].length() > 400 ? clauses[i].substring(0, 400) : clauses[i]);
            int first = first(words);
            if (words.size() - first >= 3 && startsVerb(words, first)) return true;
        }
        return false;
    }

    /// "Retrive", "transfert": a long word that one letter more or less makes a verb.
    private static boolean misspelt(String word) {
        return !spelt(word).equals(word);
    }

    /// @param word in lower case
    /// @return the verb of doing that was meant, where the word is long and one letter away from one; else the word
    public static String spelt(String word) {
        if (word.length() < 6 || word.endsWith("s") || word.endsWith("d") || word.endsWith("r")) return word;
        for (int i = 2; i < word.length(); i++) {
            String less = word.substring(0, i) + word.substring(i + 1);
            if (VERBS.contains(less)) return less;
            for (char letter : VOWELS) {
                String more = word.substring(0, i) + letter + word.substring(i);
                if (VERBS.contains(more)) return more;
            }
        }
        return word;
    }

    /// "…, please send", "you should send", "you need to send", "can you send".
    private static boolean toldLater(List<String> words) {
        for (int i = 1; i < Math.min(words.size(), FURTHEST); i++) {
            if (!VERBS.contains(words.get(i))) continue;
            String before = words.get(i - 1);
            if (BIDS.contains(before)) return true;
            String earlier = i >= 2 ? words.get(i - 2) : "";
            if (earlier.equals("you") && (MODALS.contains(before) || (i >= 3 && before.equals("to")))) return true;
            if (MODALS.contains(earlier) && before.equals("you")) return true;
            if (i >= 3
                    && before.equals("to")
                    && MODALS.contains(earlier)
                    && words.get(i - 3).equals("you")) return true;
        }
        return false;
    }
}
