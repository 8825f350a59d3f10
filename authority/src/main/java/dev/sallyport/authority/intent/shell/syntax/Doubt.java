package dev.sallyport.authority.intent.shell.syntax;

/// Why a script may do other than what was read.
public enum Doubt {
    /// Longer, deeper or more than the limits: not read to its end.
    TOO_LARGE,
    /// A quote, a substitution or a here-document without an end.
    UNFINISHED,
    /// The name of a command is computed while the script runs (`$cmd args`).
    COMPUTED_COMMAND,
    /// Control characters or lone surrogates, which a terminal and a shell show and read differently.
    STRANGE_CHARACTERS
}
