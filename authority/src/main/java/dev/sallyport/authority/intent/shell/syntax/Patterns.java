package dev.sallyport.authority.intent.shell.syntax;

import java.util.List;

/// Where in `case … in a|b) …;; esac` a parser stands: patterns look like commands and are none.
final class Patterns {

    private int open;
    private boolean expected;

    boolean expected() {
        return expected;
    }

    /// `case word in` opens one.
    void begins(List<Word> words) {
        if (words.size() == 3 && words.getFirst().is("case") && words.getLast().is("in")) {
            open++;
            expected = true;
        }
    }

    void word(Word word) {
        if (word.is("esac")) {
            reserved(word);
        }
    }

    void reserved(Word word) {
        if (word.is("esac") && open > 0) {
            open--;
            expected = false;
        }
    }

    /// Whether an operator belongs to the patterns.
    boolean control(String operator) {
        if (expected) {
            expected = !operator.equals(")");
            return true;
        }
        expected = open > 0 && operator.startsWith(";;");
        return false;
    }
}
