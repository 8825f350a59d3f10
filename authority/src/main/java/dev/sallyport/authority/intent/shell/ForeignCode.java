package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Stop;
import dev.sallyport.authority.intent.shell.syntax.Command;
import dev.sallyport.authority.intent.shell.syntax.Doubt;
import dev.sallyport.authority.intent.shell.syntax.Joint;
import dev.sallyport.authority.intent.shell.syntax.Place;
import dev.sallyport.authority.intent.shell.syntax.Word;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Running code that comes from the network, or that is hidden in an encoding.
final class ForeignCode implements Rule {

    private static final Set<String> INTERPRETERS = Set.of(
            "sh", "bash", "dash", "zsh", "ksh", "ash", "fish", "python", "python3", "perl", "ruby", "node", "php",
            "source", ".", "eval", "exec");
    private static final Set<String> DECODERS = Set.of("base64", "xxd", "openssl", "uudecode", "base32", "gpg");

    @Override
    public List<Stop> stops(Reading reading, Asks asks) {
        for (Step step : reading.steps()) {
            boolean fetched = step.does(Effect.FETCH) && !named(step, reading.request());
            boolean decoded = DECODERS.contains(step.name()) && decodes(step);
            if ((fetched || decoded) && (into(reading, step) || within(reading, step) || kept(reading, step))) {
                String from = fetched ? "the network" : "an encoded text";
                return List.of(new Stop(
                        "foreign-code", "the command runs code from " + from + ", the request does not ask for it"));
            }
        }
        return List.of();
    }

    private static boolean decodes(Step step) {
        return step.options().has("-d", "-D", "--decode", "-r") || step.name().equals("uudecode");
    }

    /// Whether the request names where the code comes from.
    private static boolean named(Step step, Request request) {
        return step.options().operands().stream()
                .filter(word -> word.text().contains("/") || word.text().contains("."))
                .flatMap(word -> Request.atoms(word.text().toLowerCase(Locale.ROOT)).stream())
                .anyMatch(atom -> atom.length() > 3
                        && !atom.startsWith("http")
                        && request.atoms().contains(atom));
    }

    private static boolean into(Reading reading, Step source) {
        return reading.steps().stream()
                .anyMatch(step -> INTERPRETERS.contains(step.name())
                        && step.command().line() == source.command().line()
                        && step.command().joint() != Joint.FIRST);
    }

    /// `bash <(curl …)`, `eval "$(curl …)"`, `sh -c "$(curl …)"`.
    private static boolean within(Reading reading, Step source) {
        boolean computed = reading.script().doubts().contains(Doubt.COMPUTED_COMMAND);
        boolean interpreted = reading.steps().stream()
                .anyMatch(step -> INTERPRETERS.contains(step.name()) && substitutes(step.command()));
        return source.command().place() == Place.SUBSTITUTION && (computed || interpreted);
    }

    private static boolean substitutes(Command command) {
        return command.arguments().stream().anyMatch(word -> !word.inner().isEmpty());
    }

    /// Fetched into a file that is then run or made executable.
    private static boolean kept(Reading reading, Step source) {
        List<Word> files = source.options().values();
        return reading.steps().stream()
                .anyMatch(step -> (INTERPRETERS.contains(step.name())
                                || step.name().equals("chmod")
                                || !step.utility().known())
                        && step.command().line() > source.command().line()
                        && (touches(step, files)
                                || touches(step, source.options().operands())));
    }

    private static boolean touches(Step step, List<Word> files) {
        return files.stream().map(Word::text).anyMatch(file -> touches(step, file));
    }

    private static boolean touches(Step step, String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        boolean telling = name.length() > 1;
        return step.command().texts().stream().anyMatch(text -> text.equals(file) || (telling && text.endsWith(name)))
                || (telling && step.name().endsWith(name));
    }
}
