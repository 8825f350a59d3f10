package dev.sallyport.authority.intent.shell.syntax;

/// How a command follows the one before it.
public enum Joint {
    FIRST,
    /// `|`: it reads what the one before writes.
    PIPE,
    /// `&&`
    AND,
    /// `||`
    OR,
    /// `;`, a line's end, or the place after a reserved word
    THEN,
    /// The one before runs in the background.
    BESIDE
}
