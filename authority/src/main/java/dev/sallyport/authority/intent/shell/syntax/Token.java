package dev.sallyport.authority.intent.shell.syntax;

/// What a lexer cuts a script into.
sealed interface Token {

    /// A word, or a here-document's body when it follows its line.
    record Text(Word word) implements Token {}

    /// A control operator; a line's end is `;`.
    record Control(String operator) implements Token {}

    /// A redirection's operator; its target is the next word.
    record Redirect(String operator) implements Token {}

    /// What a here-document holds.
    record Body(Word word) implements Token {}
}
