package dev.sallyport.authority.intent.text;

import dev.sallyport.authority.intent.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts an answer into segments: at sentence ends, at paragraphs, at fields and entries of YAML and JSON,
/// at cells of tables, at list items and at tags. A line that only continues the one before (text wrapped
/// at a column) is no segment of its own.
public final class Segments {

    /// Longer answers are read so far.
    static final int MOST_CHARACTERS = 200_000;

    private static final int MOST_SEGMENTS = 4_000;
    private static final int MOST_KEY_WORDS = 3;
    private static final int MOST_DEPTH = 4;
    private static final Sought TAG = Sought.at("<", "<[^<>]{0,200}>");
    private static final Sought LINK =
            Sought.at("<", "<[^<>]{0,80}?(?:href|src)=[\"']([^\"'<>]{1,300})[\"'][^<>]{0,200}>");
    private static final Sought ESCAPED_WRAP = Sought.at("\\", "\\\\\\n[ \\t]*\\\\?");
    private static final Sought ESCAPED_BREAK = Sought.at("\\", "\\\\+r?\\\\*n");
    private static final Sought WRAP =
            Sought.at("\n", "(?<=[\\w,;'\")-])\\n[ \\t]+(?![-*] |\\d+[.)] |[\\w ]{1,30}:(?:\\s|$))(?=[\\w'\"@(])");
    private static final Sought ENTRY = Sought.at("}", "\\}\\s*,\\s*\\{");
    private static final Sought NEXT_FIELD =
            Sought.at(Sought.BLANKS + ",", "(?<=['\"\\w\\]}])\\s*,\\s*(?=['\"][^'\",:]{1,60}['\"]\\s*:)");
    private static final Pattern FIELD = Pattern.compile(
            "^\\s*+(?:- )?[{\\[\\s]*+['\"]?([\\w .#-]{1,60}?)['\"]?\\s*+:(?:\\s++|(?=['\"]))[|>-]?\\s*+['\"{\\[]*+");
    private static final Sought SENTENCE = Sought.at(
            Sought.BLANKS + "#=*~'\")|,",
            "[#=*~]{3,}\\s*|(?<=[\\w)'\"\\]}%][.!?])['\")]*\\s+(?=[A-Z\\d'\"(<\\[{-])|(?<=[a-z]:)\\s+(?=[A-Z])|\\s?\\|\\s?|\\t|(?<=[\\w'\"]),(?=[A-Z])");

    private final List<Segment> segments = new ArrayList<>();
    private int record;

    private Segments() {}

    public static List<Segment> of(String answer) {
        String text = answer.length() > MOST_CHARACTERS ? answer.substring(0, MOST_CHARACTERS) : answer;
        text = LINK.replaced(text, link -> "\n" + link.group(1) + "\n");
        text = TAG.replaced(text, "\n\n");
        text = ESCAPED_WRAP.replaced(text, "");
        text = ESCAPED_BREAK.replaced(text, "\n");
        text = WRAP.replaced(text, " ");
        text = ENTRY.replaced(text, "\n- ");
        text = NEXT_FIELD.replaced(text, "\n");
        Segments cut = new Segments();
        boolean blank = true;
        for (String line : text.split("\n", MOST_SEGMENTS)) {
            if (line.isBlank()) blank = true;
            else {
                cut.line(line, blank);
                blank = false;
            }
        }
        return cut.segments;
    }

    private void line(String line, boolean afterBlank) {
        boolean entry = line.startsWith("- ");
        if (entry) record++;
        String rest = value(line);
        boolean begins = entry || afterBlank || rest.length() < line.length();
        for (String sentence : SENTENCE.split(rest)) {
            String text = sentence.strip();
            if (text.isEmpty() || segments.size() >= MOST_SEGMENTS) continue;
            segments.add(new Segment(record, begins, text, Words.content(text), Imperative.shape(text)));
            begins = false;
        }
    }

    /// Without the names of the fields it begins with.
    private static String value(String line) {
        String rest = line;
        for (int depth = 0; depth < MOST_DEPTH; depth++) {
            Matcher field = FIELD.matcher(rest);
            if (!field.lookingAt() || !isKey(field.group(1).strip())) return rest;
            rest = rest.substring(field.end());
        }
        return rest;
    }

    /// "QX77310. Town" is none: a sentence ends in it.
    private static boolean isKey(String text) {
        return !text.contains(". ") && text.split("\\s+", -1).length <= MOST_KEY_WORDS;
    }
}
