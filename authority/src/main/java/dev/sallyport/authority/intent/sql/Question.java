package dev.sallyport.authority.intent.sql;

import java.util.List;
import java.util.Set;

/// A request in words.
///
/// @param text   in small letters, as far as it is read
/// @param words  all words in order
/// @param quoted what stands in quotation marks, in small letters
/// @param cues   the turns of English that are found outside quotation marks
/// @param ask    which effects the request can justify
record Question(String text, List<Word> words, List<String> quoted, Set<Cue> cues, Ask ask) {

    /// @param text    in small letters, without quotation marks
    /// @param capital whether it is written with a capital and does not begin a sentence
    /// @param quoted  whether it stands in quotation marks
    /// @param content whether it carries meaning of its own (no article, preposition, cue or question
    ///     word)
    /// @param head    whether it stands before the first condition ("whose", "with", "in"), where the
    ///     wanted is named
    record Word(String text, String stem, boolean capital, boolean quoted, boolean content, boolean head) {

        boolean number() {
            return Character.isDigit(text.charAt(0));
        }
    }

    private static final int MOST_CONTENT = 60;

    boolean has(Cue cue) {
        return cues.contains(cue);
    }

    /// The first 60 words that carry meaning.
    List<Word> content() {
        return words.stream().filter(Word::content).limit(MOST_CONTENT).toList();
    }
}
