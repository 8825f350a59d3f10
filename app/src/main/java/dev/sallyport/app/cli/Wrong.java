package dev.sallyport.app.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a command line, in our words: the offending value comes last, in backticks.
final class Wrong {

    private Wrong() {}

    static String words(ParameterException failure) {
        ArgSpec argument = failure.getArgSpec();
        String value = failure.getValue();
        if (failure instanceof UnmatchedArgumentException unmatched) return unknown(unmatched);
        if (argument instanceof OptionSpec option && value != null) {
            return option.longestName() + ": must be " + wanted(option.type()) + ": `" + value + "`";
        }
        return plain(String.valueOf(failure.getMessage()));
    }

    private static String unknown(UnmatchedArgumentException failure) {
        String first = failure.getUnmatched().getFirst();
        String what = failure.isUnknownOption()
                ? "unknown option"
                : failure.getCommandLine().getSubcommands().isEmpty()
                        ? "one argument too many, leave it out or put it in quotes with the one before"
                        : "no such command";
        return what + ": `" + first + "`";
    }

    private static String wanted(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> "`" + constant.toString().toLowerCase(Locale.ROOT) + "`")
                            .collect(Collectors.joining(", "));
        }
        return type == int.class || type == long.class ? "a whole number" : "of another form";
    }

    /// picocli begins its sentences with a capital letter and quotes with an apostrophe, we do not.
    private static String plain(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1).replaceAll("'([^']*)'", "`$1`");
    }
}
