package dev.sallyport.authority.intent.shell.syntax;

/// Where a command stands.
public enum Place {
    /// In the script itself.
    TOP,
    /// In `$(…)`, backquotes or a process substitution.
    SUBSTITUTION,
    /// Started by the command before (`sudo`, `xargs`, `find -exec`).
    LAUNCHED,
    /// In a text that a shell reads (`sh -c`, `eval`, `trap`, `alias`, awk's `system`).
    TEXT,
    /// On another host.
    REMOTE
}
