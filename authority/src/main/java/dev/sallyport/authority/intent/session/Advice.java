package dev.sallyport.authority.intent.session;

/// What a judge says. Its words come from outside: whatever they were, they are one short line of harmless characters
/// here.
public sealed interface Advice {

    String words();

    /// It is what was asked for.
    record Consistent(String words) implements Advice {
        public Consistent {
            words = OneLine.of(words);
        }
    }

    /// It is not.
    record Inconsistent(String words) implements Advice {
        public Inconsistent {
            words = OneLine.of(words);
        }
    }

    record Unsure(String words) implements Advice {
        public Unsure {
            words = OneLine.of(words);
        }
    }

    /// There is no answer, or none that can be used.
    ///
    /// @param words why
    record Unavailable(String words) implements Advice {
        public Unavailable {
            words = OneLine.of(words);
        }
    }
}
