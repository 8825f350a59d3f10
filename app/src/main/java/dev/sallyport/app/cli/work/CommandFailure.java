package dev.sallyport.app.cli.work;

import java.util.List;

/// A command ends without having done its work, for a reason that is not a bug.
public final class CommandFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final ExitCode code;
    private final String text;
    private final transient List<String> lines;

    /// @param text lower case, no full stop, says what to do, never a secret
    public CommandFailure(ExitCode code, String text) {
        this(code, text, List.of());
    }

    /// @param lines what there is to say about it, such as the problems of a file
    public CommandFailure(ExitCode code, String text, List<String> lines) {
        super(lines.isEmpty() ? text : text + "\n" + String.join("\n", lines));
        this.code = code;
        this.text = text;
        this.lines = List.copyOf(lines);
    }

    public ExitCode code() {
        return code;
    }

    public String text() {
        return text;
    }

    public List<String> lines() {
        return lines;
    }
}
