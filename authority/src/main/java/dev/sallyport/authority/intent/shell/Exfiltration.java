package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Stop;
import dev.sallyport.authority.intent.shell.syntax.Command;
import dev.sallyport.authority.intent.shell.syntax.Joint;
import dev.sallyport.authority.intent.shell.syntax.Redirection;
import dev.sallyport.authority.intent.shell.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Data that leaves for somewhere the request does not speak of; secrets; shells that call home.
final class Exfiltration implements Rule {

    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1");
    private static final Set<String> RELAYS = Set.of("nc", "ncat", "netcat", "socat", "telnet");

    @Override
    public List<Stop> stops(Reading reading, Asks asks) {
        List<Stop> stops = new ArrayList<>();
        boolean sends = false;
        for (Step step : reading.steps()) {
            boolean fed = step.does(Effect.REMOTE) && step.command().joint() == Joint.PIPE;
            if (step.does(Effect.SEND) || RELAYS.contains(step.name()) || fed) {
                sends = true;
                stops.addAll(sent(reading, step, asks));
            }
            stops.addAll(Rule.when(callsHome(step), "reverse-shell", "the command gives a shell to another host"));
        }
        stops.addAll(secrets(reading, asks, sends));
        return stops;
    }

    private static List<Stop> sent(Reading reading, Step step, Asks asks) {
        String host = destinations(step)
                .filter(h -> !HERE.contains(h) && !said(h, reading.request()))
                .findFirst()
                .orElse("");
        boolean asked = asks.justify(reading.request(), "send");
        return Rule.when(
                !host.isEmpty() || !asked,
                "sends-out",
                host.isEmpty()
                        ? "the command sends data out, the request does not ask for it"
                        : "the command sends data to `" + host + "`, which the request does not name");
    }

    /// Hosts that are written out; a variable's value is not known here.
    private static Stream<String> destinations(Step step) {
        return step.options().operands().stream()
                .map(Word::text)
                .filter(text -> !text.contains("$"))
                .map(text -> host(text, step))
                .filter(host -> !host.isEmpty());
    }

    private static String host(String operand, Step step) {
        String text = operand.toLowerCase(Locale.ROOT).replaceFirst("^[a-z]{2,8}://", "");
        boolean url = text.length() < operand.length();
        text = text.substring(text.lastIndexOf('@', Math.min(text.length(), 255)) + 1);
        int end = text.indexOf(url ? '/' : ':');
        if (url) {
            return (end < 0 ? text : text.substring(0, end)).replaceFirst(":\\d+$", "");
        }
        boolean bare = RELAYS.contains(step.name()) || step.does(Effect.FETCH);
        if (end < 0 || bare) {
            boolean shaped = text.matches("[a-z][\\w-]*(\\.[\\w-]+)+|\\d+(\\.\\d+){3}");
            return (bare && shaped) || (operand.contains("@") && text.matches("[\\w.-]+")) ? text : "";
        }
        return text.substring(0, end).contains("/") ? "" : text.substring(0, end);
    }

    private static boolean said(String host, Request request) {
        return request.lower().contains(host)
                || Request.atoms(host).stream()
                        .filter(atom -> atom.length() > 3)
                        .anyMatch(request.atoms()::contains);
    }

    private static boolean callsHome(Step step) {
        Command command = step.command();
        boolean relay = RELAYS.contains(step.name())
                && (step.options().has("-e", "--exec", "-c")
                        || command.texts().stream()
                                .anyMatch(t -> t.toLowerCase(Locale.ROOT).matches("(exec|system):.*")));
        boolean socket =
                command.redirections().stream().map(Redirection::target).anyMatch(Exfiltration::socket)
                        || command.arguments().stream().anyMatch(Exfiltration::socket);
        return relay || socket;
    }

    private static boolean socket(Word word) {
        return word.text().startsWith("/dev/tcp/") || word.text().startsWith("/dev/udp/");
    }

    private static List<Stop> secrets(Reading reading, Asks asks, boolean sends) {
        for (Step step : reading.steps()) {
            for (Word word : words(step)) {
                boolean named = asks.justify(reading.request(), "secret") || said(name(word), reading.request());
                if (Places.secret(word.text()) && (sends || !named)) {
                    return List.of(new Stop(
                            "secret",
                            "the command reads `" + word.text() + "`, a secret that the request does not speak of"));
                }
            }
        }
        return List.of();
    }

    private static String name(Word word) {
        String text = word.text().toLowerCase(Locale.ROOT);
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /// What is read; a key that ssh only logs in with is not.
    private static List<Word> words(Step step) {
        List<Word> words = new ArrayList<>(step.options().operands());
        if (!step.does(Effect.REMOTE)
                && !step.name().equals("scp")
                && !step.name().equals("rsync")) {
            words.addAll(step.options().values());
        }
        step.command().redirections().forEach(redirection -> words.add(redirection.target()));
        return words;
    }
}
