package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/// Moments as people type them.
final class Moments {

    private Moments() {}

    /// @param text a moment (2026-01-31T12:00:00Z), a time ago (10m, 2h, 3d), or nothing
    static Optional<Instant> of(String text, Instant now) throws CommandFailure {
        if (text.isEmpty()) return Optional.empty();
        try {
            return Optional.of(text.contains("T") ? Instant.parse(text) : now.minus(ago(text)));
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--since takes 2026-01-31T12:00:00Z or 10m, 2h, 3d: `" + text + "`");
        }
    }

    private static Duration ago(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
    }
}
