package dev.sallyport.app.config.problem;

/// One thing wrong with a configuration.
///
/// @param path such as `access[0].to`; empty for the file as a whole
/// @param line from 1; 0 for the file as a whole
/// @param column from 1; 0 for the file as a whole
/// @param message lower case, no full stop, says what to do; never a secret
public record Problem(Severity severity, String path, int line, int column, String message) {

    public enum Severity {
        /// The configuration is not loaded.
        ERROR,
        /// It is loaded, and someone should look.
        WARNING
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /// `path: message (line 3, column 5)`
    @Override
    public String toString() {
        return sentence() + (line == 0 ? "" : " (line " + line + ", column " + column + ")");
    }

    /// `file:3:5: error: path: message`, the form that editors and terminals link.
    public String in(String file) {
        String place = line == 0 ? file : file + ":" + line + ":" + column;
        return place + ": " + (isError() ? "error" : "warning") + ": " + sentence();
    }

    private String sentence() {
        return path.isEmpty() ? message : path + ": " + message;
    }
}
