package dev.sallyport.app.cli;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Splits a command line as a shell would, as far as the transcripts need it: blanks and single quotes.
final class Words {

    private static final Pattern WORD = Pattern.compile("(?:[^\\s']|'[^']*')+");

    private Words() {}

    static List<String> of(String line) {
        return WORD.matcher(line)
                .results()
                .map(MatchResult::group)
                .map(word -> word.replace("'", ""))
                .toList();
    }
}
