package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.shell.syntax.Command;
import dev.sallyport.authority.intent.shell.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The arguments of a command, told apart.
///
/// @param flags `-r`, `--include`; clusters are taken apart
/// @param values what options are given, and find's tests
/// @param operands everything else
record Options(List<String> flags, List<Word> values, List<Word> operands) {

    /// Whose options are words after one dash.
    private static final Set<String> WORDED =
            Set.of("find", "java", "convert", "mogrify", "ffmpeg", "xclip", "openssl");

    static Options of(Command command, Utility utility) {
        Options options = new Options(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        boolean worded = WORDED.contains(utility.name());
        List<Word> arguments = command.arguments();
        boolean ended = false;
        for (int at = 0; at < arguments.size(); at++) {
            Word word = arguments.get(at);
            String text = word.text();
            if (ended || text.length() < 2 || text.charAt(0) != '-') {
                options.operand(word, at, utility);
            } else if (text.equals("--")) {
                ended = true;
            } else if (worded) {
                options.flags.add(text);
            } else if (options.option(text, utility) && at + 1 < arguments.size()) {
                options.values.add(arguments.get(++at));
            }
        }
        return options;
    }

    private void operand(Word word, int at, Utility utility) {
        boolean bundled = at == 0 && utility.name().equals("tar") && word.text().matches("[a-zA-Z]{1,8}");
        if (bundled) {
            word.text().chars().forEach(c -> flags.add("-" + (char) c));
        } else if (utility.name().equals("find")
                && (word.text().equals("!") || word.text().equals("-not"))) {
            flags.add("!");
        } else {
            operands.add(word);
        }
    }

    /// Takes one option apart.
    ///
    /// @return whether the next argument is its value
    private boolean option(String text, Utility utility) {
        if (text.startsWith("--")) {
            int equals = text.indexOf('=');
            flags.add(equals < 0 ? text : text.substring(0, equals));
            if (equals > 0) {
                values.add(Word.of(text.substring(equals + 1)));
            }
            return false;
        }
        for (int at = 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (!Character.isLetter(c)) {
                values.add(Word.of(text.substring(at)));
                return false;
            }
            flags.add("-" + c);
            if (utility.valued().indexOf(c) >= 0) {
                return value(text, at + 1);
            }
        }
        return false;
    }

    private boolean value(String text, int from) {
        if (from < text.length()) {
            values.add(Word.of(text.substring(from)));
        }
        return from == text.length();
    }

    boolean has(String... some) {
        for (String flag : some) {
            if (flags.contains(flag)) {
                return true;
            }
        }
        return false;
    }
}
