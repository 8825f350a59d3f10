package dev.sallyport.app.cli.work;

/// A command ends without having done its work, for a reason that is not a bug.
public final class CommandFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final ExitCode code;
    private final String text;

    /// @param text lower case, no full stop, says what to do, never a secret
    public CommandFailure(ExitCode code, String text) {
        super(text);
        this.code = code;
        this.text = text;
    }

    public ExitCode code() {
        return code;
    }

    public String text() {
        return text;
    }
}
