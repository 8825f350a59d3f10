package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.shell.syntax.Command;
import dev.sallyport.authority.intent.shell.syntax.Redirection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a command does beyond what its utility does anyway: options and redirections change the effect.
final class Effects {

    private static final Set<String> LISTS_ONLY = Set.of("-l", "--list", "-L");
    private static final Set<String> CURL_SENDS = Set.of(
            "-d",
            "--data",
            "--data-binary",
            "--data-raw",
            "-F",
            "--form",
            "-T",
            "--upload-file",
            "--post-file",
            "--post-data");

    private Effects() {}

    static List<Effect> of(Command command, Utility utility, Options options) {
        List<Effect> effects = new ArrayList<>();
        effects.add(own(utility, options, command));
        more(utility, options, effects);
        if (command.redirections().stream().anyMatch(Redirection::writes)) {
            effects.add(Effect.WRITE);
        }
        return List.copyOf(effects);
    }

    private static Effect own(Utility utility, Options options, Command command) {
        return switch (utility.name()) {
            case "" -> Effect.SHELL;
            case "crontab" -> options.has("-l") ? Effect.READ : Effect.SCHEDULE;
            case "kill" -> options.has("-l") ? Effect.READ : Effect.KILL;
            case "mount" -> options.operands().isEmpty() ? Effect.READ : Effect.DISK;
            case "fdisk", "parted" ->
                options.flags().stream().anyMatch(LISTS_ONLY::contains) ? Effect.READ : Effect.DISK;
            case "dd" -> touchesDevice(command) ? Effect.DISK : Effect.WRITE;
            case "rsync" -> command.texts().stream().anyMatch(Effects::remote) ? Effect.SEND : Effect.WRITE;
            case "perl", "ruby", "python", "python3" ->
                options.has("-e", "-n", "-p", "-c") ? Effect.FILTER : Effect.RUN;
            default -> utility.effect();
        };
    }

    private static boolean touchesDevice(Command command) {
        return command.texts().stream().anyMatch(t -> t.startsWith("of=/dev/") && !t.equals("of=/dev/null"));
    }

    private static boolean remote(String operand) {
        return operand.matches("(?s)[^/]{1,255}:.*") || operand.startsWith("rsync://");
    }

    private static void more(Utility utility, Options options, List<Effect> effects) {
        switch (utility.name()) {
            case "find" -> {
                if (options.has("-delete")) {
                    effects.add(Effect.DELETE);
                }
            }
            case "sed", "perl" -> {
                if (options.has("-i", "--in-place")) {
                    effects.add(Effect.WRITE);
                }
            }
            case "curl", "wget" -> {
                if (options.flags().stream().anyMatch(CURL_SENDS::contains)) {
                    effects.add(Effect.SEND);
                }
            }
            case "history" -> {
                if (options.has("-c", "-d")) {
                    effects.add(Effect.DELETE);
                }
            }
            default -> {}
        }
    }
}
