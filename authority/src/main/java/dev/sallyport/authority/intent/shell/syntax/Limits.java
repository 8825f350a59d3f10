package dev.sallyport.authority.intent.shell.syntax;

/// How much of a script is read; what lies beyond is a doubt, and never read in part.
///
/// @param length characters of a script
/// @param depth scripts within scripts (substitutions, `sh -c`, `xargs sudo env …`)
/// @param commands commands of a script, those within others counted
public record Limits(int length, int depth, int commands) {

    /// What fits every command that a person would read before running it.
    public static final Limits DEFAULT = new Limits(16_384, 8, 256);

    /// @throws IllegalArgumentException for a limit below one
    public Limits {
        if (length < 1 || depth < 1 || commands < 1) {
            throw new IllegalArgumentException("limits of the shell reader must be at least one");
        }
    }
}
