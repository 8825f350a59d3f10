package dev.sallyport.postgres.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes the values of the target out of what it says besides its answers (protocol, "Error and Notice
/// Message Fields"): constraints quote the row that violates them, casts the text that is no number,
/// functions whatever their author wants. SQLSTATE and the names of what is concerned stay, so that a
/// program can tell what went wrong.
final class Discretion {

    static final String WITHHELD = "the target's words are withheld, as they could show values";

    /// Detail, hint, context, and the statement inside a function: all may hold values.
    private static final Set<Character> TALKATIVE = Set.of('D', 'H', 'W', 'q');

    /// Classes whose messages name objects and rules, and no values of columns (PostgreSQL manual, appendix
    /// A).
    private static final Pattern NAMES_ONLY =
            Pattern.compile("(?:0[2389ABFLPZ]|2[01345678BDF]|3[4BDF]|4[024]|5[3457]).{3}");
    /// Values in double quotes.
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    /// The server's own words come from its own source files; those of procedural languages are their
    /// authors'.
    private static final Pattern OF_A_LANGUAGE = Pattern.compile("pl.*");

    private Discretion() {}

    /// @param own whether the agent itself wrote that text
    /// @return the same report without values
    static ByteBuf report(ByteBuf in, int at, int end, Predicate<String> own, ByteBufAllocator alloc) {
        String state = fromFunction(in, at, end) ? "" : ErrorFields.state(in, at, end);
        ByteArrayOutputStream fields = new ByteArrayOutputStream(end - at);
        for (int i = at + 5; i < end && in.getByte(i) != 0; i = Wire.behindText(in, i, end)) {
            char type = (char) in.getByte(i);
            if (TALKATIVE.contains(type)) continue;
            String text = Wire.text(in, i + 1, end);
            fields.write(type);
            fields.writeBytes(Wire.utf8z(type == 'M' ? message(state, text, own) : text));
        }
        fields.write(0);
        return Wire.message(alloc, (char) in.getByte(at), fields.toByteArray());
    }

    /// Whether a notice says what the server has to say; a function may have written any other.
    static boolean passes(ByteBuf in, int at, int end) {
        return !fromFunction(in, at, end)
                && NAMES_ONLY.matcher(ErrorFields.state(in, at, end)).matches();
    }

    /// Whatever its SQLSTATE says: RAISE takes any.
    private static boolean fromFunction(ByteBuf in, int at, int end) {
        return ErrorFields.field(in, at, end, 'W', "").contains("function")
                || OF_A_LANGUAGE
                        .matcher(ErrorFields.field(in, at, end, 'F', ""))
                        .matches();
    }

    private static String message(String state, String text, Predicate<String> own) {
        if (NAMES_ONLY.matcher(state).matches()) return text;
        return state.startsWith("22") ? unquoted(text, own) : WITHHELD;
    }

    /// `invalid input syntax for type integer: "…"`: of a word that the agent wrote, nothing is given away.
    private static String unquoted(String text, Predicate<String> own) {
        Matcher quoted = QUOTED.matcher(text);
        String shown = quoted.replaceAll(
                found -> Matcher.quoteReplacement(own.test(found.group(1)) ? found.group() : "\"****\""));
        return shown.chars().filter(c -> c == '"').count() % 2 == 0 ? shown : WITHHELD;
    }
}
