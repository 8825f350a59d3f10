package dev.sallyport.authority.intent.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads a request into words. Reads the first 8,000 characters and 400 words; linear; never fails.
final class QuestionReader {

    private static final int LONGEST = 8_000;
    private static final int MOST_WORDS = 400;
    private static final String QUOTES = "'\"`“”‘’";
    private static final Set<String> EMPTY = Set.copyOf(List.of(
            ("a an the of in on at to for from by with and or not no is are was were be been being do does did has have"
                            + " had having it its they them their he she his her we us our you your i me my this that these those"
                            + " there here what which who whom whose when where why how as so if than then also both either"
                            + " neither nor each every per any all some many much more most less least few fewer fewest other"
                            + " another such only own same can could will would shall should may might must list show find give"
                            + " return tell get display count number total average sum maximum minimum max min avg name please"
                            + " different distinct unique order ordered sort sorted ascending descending alphabetical highest"
                            + " lowest largest smallest greatest top first last between above below over under before after"
                            + " during since until into out up down about along within without through across among using use"
                            + " used based one two three four five six seven eight nine ten but while because whether ever just"
                            + " still even like including include corresponding respectively respective information details"
                            + " detail data value values table tables column columns row rows record records database query"
                            + " result results following given whether equal exactly currently want need know see provide"
                            + " calculate compute report select retrieve name's s t oldest youngest longest shortest"
                            + " latest earliest newest recent biggest least-most descending ones anyone someone listed exist exists available shown provided stored kept present")
                    .split(" ", -1)));
    private static final Set<String> CONDITION = Set.of(
            "whose",
            "with",
            "where",
            "that",
            "who",
            "which",
            "in",
            "from",
            "by",
            "when",
            "having",
            "has",
            "have",
            "if",
            "made",
            "named",
            "at",
            "on",
            "for",
            "between",
            "during",
            "are",
            "do",
            "did",
            "sorted",
            "ordered",
            "order",
            "sort",
            "than",
            "not",
            "without",
            "after",
            "before",
            "since",
            "descending",
            "ascending",
            "among",
            "live");
    private static final Set<String> OPENING = Set.of("what", "which", "who", "whose", "how", "is", "are", "was", "in");

    private final String text;
    private final List<Question.Word> words = new ArrayList<>();
    private final List<String> quoted = new ArrayList<>();
    private final List<String> plain = new ArrayList<>();
    private final StringBuilder cues = new StringBuilder();
    private boolean head = true;
    private boolean sentence = true;
    private boolean mark;
    private int at;

    private QuestionReader(String text) {
        this.text = text;
    }

    static Question read(String request) {
        String text = request.length() > LONGEST ? request.substring(0, LONGEST) : request;
        return new QuestionReader(text).read();
    }

    private Question read() {
        while (at < text.length() && words.size() < MOST_WORDS) {
            int end = closing(text, at);
            if (end > 0) {
                quotation(text.substring(at + 1, end));
                at = end + 1;
            } else if (Character.isLetterOrDigit(text.charAt(at))) {
                int stop = wordEnd(text, at);
                word(text.substring(at, stop));
                at = stop;
            } else {
                sign(text.charAt(at++));
            }
        }
        Ask ask = AskReader.read(plain, mark);
        return new Question(text.toLowerCase(Locale.ROOT), words, quoted, Cue.in(cues.toString()), ask);
    }

    private void quotation(String inside) {
        quoted.add(inside.strip().toLowerCase(Locale.ROOT));
        for (String piece : Values.pieces(inside)) {
            words.add(new Question.Word(piece, Stem.of(piece), true, true, true, false));
        }
        cues.append(" ' ");
        sentence = false;
    }

    private void word(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        boolean opens = words.size() < 3 && OPENING.contains(lower);
        head &= opens || words.size() < 2 || !CONDITION.contains(lower);
        boolean capital = Character.isUpperCase(word.charAt(0)) && !sentence;
        boolean content = !EMPTY.contains(lower) && (capital || (!lower.equals("s") && !lower.equals("t")));
        words.add(new Question.Word(lower, Stem.of(lower), capital, false, content, head));
        plain.add(lower);
        cues.append(lower).append(' ');
        sentence = false;
    }

    private void sign(char c) {
        if (c == '%' || c == ',') {
            cues.append(c).append(' ');
            plain.add(",");
        }
        mark |= c == '?';
        sentence |= c == '.' || c == '?' || c == '!';
    }

    private static int wordEnd(String text, int from) {
        int i = from;
        while (i < text.length() && inWord(text, i)) {
            i++;
        }
        return i;
    }

    private static boolean inWord(String text, int i) {
        char c = text.charAt(i);
        boolean between = i > 0 && i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1));
        boolean digits = between && Character.isDigit(text.charAt(i - 1)) && Character.isDigit(text.charAt(i + 1));
        return Character.isLetterOrDigit(c)
                || (between && (c == '\'' || c == '’'))
                || (digits && (c == '.' || c == ','));
    }

    /// Where the quotation that opens here ends, or -1: an apostrophe within a word opens nothing.
    private static int closing(String text, int at) {
        char c = text.charAt(at);
        if (QUOTES.indexOf(c) < 0 || (at > 0 && Character.isLetterOrDigit(text.charAt(at - 1)))) {
            return -1;
        }
        char close = c == '“' ? '”' : c == '‘' ? '’' : c;
        int limit = Math.min(text.length(), at + 200);
        for (int i = at + 1; i < limit; i++) {
            boolean ends = i + 1 >= text.length() || !Character.isLetterOrDigit(text.charAt(i + 1));
            if (text.charAt(i) == close && ends && i > at + 1) {
                return i;
            }
        }
        return -1;
    }
}
