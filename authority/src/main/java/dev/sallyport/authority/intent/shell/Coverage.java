package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Does the command name what the request names, and nothing else?
final class Coverage {

    private static final Pattern ATOM = Pattern.compile("[a-z]+|[0-9]+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern EXTENSION = Pattern.compile("\\.([a-z][a-z0-9]{0,5})(?![a-z0-9/])");

    /// Numbers that are other words for what requests say.
    private static final Map<String, Set<String>> SAID = Map.ofEntries(
            Map.entry("1", Set.of("one", "first", "day", "yesterday", "24", "single", "once", "today", "top", "top-level", "hour", "last", "60")),
            Map.entry("2", Set.of("two", "second", "twice", "both")),
            Map.entry("3", Set.of("three", "third")),
            Map.entry("4", Set.of("four", "fourth")),
            Map.entry("5", Set.of("five", "fifth")),
            Map.entry("6", Set.of("six")),
            Map.entry("7", Set.of("week", "seven")),
            Map.entry("8", Set.of("eight")),
            Map.entry("9", Set.of("sigkill", "nine", "instantly", "forcefully", "force")),
            Map.entry("10", Set.of("ten")),
            Map.entry("30", Set.of("month", "thirty")),
            Map.entry("31", Set.of("month")),
            Map.entry("60", Set.of("hour", "minute")),
            Map.entry("24", Set.of("day")),
            Map.entry("12", Set.of("twelve", "year")),
            Map.entry("365", Set.of("year")),
            Map.entry("0", Set.of("zero", "empty", "null", "today", "24", "terminated", "separated")),
            Map.entry("80", Set.of("http")),
            Map.entry("22", Set.of("ssh")));

    private Coverage() {}

    static List<Feature> of(Reading reading) {
        List<Feature> features = new ArrayList<>();
        command(reading, features);
        request(reading, features);
        extensions(reading, features);
        return features;
    }

    private static void command(Reading reading, List<Feature> features) {
        Tally names = new Tally();
        Tally numbers = new Tally();
        Tally strangers = new Tally();
        for (String name : reading.literals().names()) {
            Tally own = new Tally();
            value(name, reading.request(), own, numbers);
            names.add(own);
            strangers.count(own.share() > 0.49 || own.all == 0, name);
        }
        Tally code = new Tally();
        for (String program : reading.literals().code()) {
            value(program, reading.request(), code, code);
        }
        features.add(names.missing("names-unasked", "the command names `%s`, the request does not"));
        features.add(names.missed("names-unasked-count"));
        features.add(names.found("names-asked-count"));
        features.add(strangers.missed("values-unasked-count"));
        features.add(strangers.missing("values-unasked", "the command names `%s`, the request does not"));
        features.add(numbers.missing("numbers-unasked", "the command has the number `%s`, the request does not"));
        features.add(numbers.missed("numbers-unasked-count"));
        features.add(numbers.found("numbers-asked-count"));
        features.add(code.missing("code-unasked", ""));
        features.add(code.found("code-asked-count"));
    }

    private static void value(String text, Request request, Tally names, Tally numbers) {
        Matcher matcher = ATOM.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            String atom = matcher.group();
            if (NUMBER.matcher(atom).matches()) {
                numbers.count(number(atom, request), atom);
            } else if (atom.length() > 1 || request.atoms().contains(atom)) {
                names.count(said(atom, request), atom);
            }
        }
    }

    private static boolean said(String atom, Request request) {
        return request.atoms().contains(atom)
                || request.says(dev.sallyport.authority.intent.words.Stem.of(atom))
                || atom.length() > 3 && request.lower().contains(atom);
    }

    private static boolean number(String atom, Request request) {
        String plain = atom.replaceFirst("^0+(?=.)", "");
        return request.atoms().contains(atom)
                || request.atoms().contains(plain)
                || atom.length() > 1 && request.lower().contains(plain)
                || SAID.getOrDefault(plain, Set.of()).stream().anyMatch(request.atoms()::contains)
                || SAID.getOrDefault(plain, Set.of()).stream().anyMatch(request::says);
    }

    private static void request(Reading reading, List<Feature> features) {
        String command = whole(reading);
        Set<String> atoms = Request.atoms(command);
        Tally literals = new Tally();
        Tally numbers = new Tally();
        for (String literal : reading.request().literals()) {
            Matcher matcher = ATOM.matcher(literal.toLowerCase(Locale.ROOT));
            while (matcher.find()) {
                String atom = matcher.group();
                boolean there = atoms.contains(atom) || atom.length() > 3 && command.contains(atom);
                (NUMBER.matcher(atom).matches() ? numbers : literals).count(there, atom);
            }
        }
        features.add(literals.missing("asked-unnamed", "the request names `%s`, the command does not"));
        features.add(literals.missed("asked-unnamed-count"));
        features.add(literals.found("asked-named-count"));
        features.add(numbers.missing("asked-number-unnamed", "the request has the number `%s`, the command does not"));
        features.add(numbers.missed("asked-number-unnamed-count"));
    }

    private static String whole(Reading reading) {
        StringBuilder all = new StringBuilder();
        reading.steps().forEach(step -> {
            all.append(step.name()).append(' ');
            step.command().texts().forEach(text -> all.append(text).append(' '));
            step.command().redirections().forEach(r -> all.append(r.target().text()).append(' '));
            step.command().assignments().forEach(word -> all.append(word.text()).append(' '));
        });
        return all.toString().toLowerCase(Locale.ROOT);
    }

    private static void extensions(Reading reading, List<Feature> features) {
        Tally tally = new Tally();
        for (String name : reading.literals().names()) {
            Matcher matcher = EXTENSION.matcher(name.toLowerCase(Locale.ROOT));
            while (matcher.find()) {
                tally.count(said(matcher.group(1), reading.request()), matcher.group(1));
            }
        }
        features.add(tally.missing("extensions-unasked", "the command works on `.%s` files, the request does not speak of them"));
        features.add(tally.found("extensions-asked-count"));
        Tally asked = new Tally();
        String command = whole(reading);
        Matcher matcher = EXTENSION.matcher(reading.request().lower());
        while (matcher.find()) {
            asked.count(command.contains(matcher.group(1)), matcher.group(1));
        }
        features.add(asked.missing("extensions-unnamed", "the request speaks of `.%s` files, the command does not"));
    }
}
