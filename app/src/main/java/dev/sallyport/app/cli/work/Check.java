package dev.sallyport.app.cli.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Looks a configuration through.
@FunctionalInterface
public interface Check {

    /// Finds all problems at once; opens no connection and no door.
    Checked check(Path configuration) throws CommandFailure, IOException;

    /// @param findings in the order of the file
    /// @param resolved what the rules mean once names and defaults are filled in; empty when they cannot be known
    record Checked(List<Finding> findings, List<Sheet> resolved) {
        public Checked {
            findings = List.copyOf(findings);
            resolved = List.copyOf(resolved);
        }

        public long errors() {
            return findings.stream().filter(Finding::error).count();
        }
    }

    /// @param error false for a warning
    /// @param path such as `access[0].to`; empty for the file as a whole
    /// @param line from 1; 0 for the file as a whole
    /// @param column from 1; 0 for the file as a whole
    record Finding(boolean error, String path, int line, int column, String message) {}
}
