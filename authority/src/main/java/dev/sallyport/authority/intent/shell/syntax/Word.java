package dev.sallyport.authority.intent.shell.syntax;

import java.util.List;

/// One word after quotes are taken off.
///
/// @param text parameters and substitutions stand as written (`$HOME`, `$(id)`)
/// @param quoted whether any of it was quoted or escaped
/// @param expands whether parameters or substitutions make it something else at run time
/// @param inner the scripts of its substitutions
public record Word(String text, boolean quoted, boolean expands, List<String> inner) {

    /// Takes a copy of the list.
    public Word {
        inner = List.copyOf(inner);
    }

    /// A word that is what it says.
    public static Word of(String text) {
        return new Word(text, false, false, List.of());
    }

    /// The text without its substitutions.
    public String plain() {
        String left = text;
        for (String script : inner) {
            left = left.replace("$(" + script + ")", " ").replace("`" + script + "`", " ");
        }
        return left;
    }

    boolean is(String reserved) {
        return !quoted && text.equals(reserved);
    }
}
