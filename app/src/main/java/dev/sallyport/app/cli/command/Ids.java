package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.util.regex.Pattern;

/// Ids as they may stand in a path.
final class Ids {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

    private Ids() {}

    static String checked(String id) throws CommandFailure {
        if (!ID.matcher(id).matches()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "an id has letters, digits, `-`, `.`, `_` and `~` only: `" + id + "`");
        }
        return id;
    }
}
