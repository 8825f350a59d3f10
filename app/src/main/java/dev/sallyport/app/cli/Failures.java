package dev.sallyport.app.cli;

import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// From an exception to a sentence and an exit code.
record Failures(Console console) {

    int usage(ParameterException failure, String[] arguments) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        tell(Wrong.words(failure));
        List<String> meant =
                failure instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        if (!meant.isEmpty()) console.note("did you mean: " + String.join(", ", meant));
        console.note("try: " + command + " --help");
        return ExitCode.USAGE.number();
    }

    int execution(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        return switch (failure) {
            case CommandFailure expected -> {
                tell(expected.text());
                expected.lines().forEach(console::note);
                yield expected.code().number();
            }
            case ParameterException wrong -> usage(wrong, new String[0]);
            case NoSuchFileException missing -> refuse("no such file: `" + missing.getFile() + "`");
            case IOException broken -> refuse(String.valueOf(broken.getMessage()));
            case InterruptedException _ -> ExitCode.INTERRUPTED.number();
            default -> bug(failure);
        };
    }

    private int refuse(String text) {
        tell(text);
        return ExitCode.REFUSED.number();
    }

    private int bug(Exception failure) {
        tell("this is a bug, please report it with what follows");
        failure.printStackTrace(console.err());
        return ExitCode.BUG.number();
    }

    private void tell(String text) {
        console.note("sallyport: " + text);
    }
}
