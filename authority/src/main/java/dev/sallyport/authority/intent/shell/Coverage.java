package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Does the command name what the request names, and nothing else?
final class Coverage {

    private static final Pattern ATOM = Pattern.compile("[a-z]+|[0-9]+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern EXTENSION = Pattern.compile("\\.([a-z][a-z0-9]{0,5})(?![a-z0-9/])");

    /// A value of two parts is another one when one part differs: `salaries.csv` is not `report.csv`.
    private static final double HALF = 0.5;

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
            strangers.count(own.share() > HALF || own.all == 0, name);
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
                numbers.count(Said.number(atom, request), atom);
            } else if (atom.length() > 1 || request.atoms().contains(atom)) {
                names.count(Said.name(atom, request), atom);
            }
        }
    }

    private static void request(Reading reading, List<Feature> features) {
        String command = reading.lower();
        Set<String> atoms = Request.atoms(command);
        Tally literals = new Tally();
        Tally numbers = new Tally();
        Tally whole = new Tally();
        for (String literal : reading.request().literals()) {
            Tally own = new Tally();
            Matcher matcher = ATOM.matcher(literal.toLowerCase(Locale.ROOT));
            while (matcher.find()) {
                String atom = matcher.group();
                boolean there = atoms.contains(atom) || (atom.length() > 3 && command.contains(atom));
                (NUMBER.matcher(atom).matches() ? numbers : own).count(there, atom);
            }
            literals.add(own);
            whole.count(own.share() > HALF, literal);
        }
        features.add(literals.missing("asked-unnamed", "the request names `%s`, the command does not"));
        features.add(whole.missing("asked-values-unnamed", "the request names `%s`, the command does not"));
        features.add(whole.missed("asked-values-unnamed-count"));
        features.add(literals.missed("asked-unnamed-count"));
        features.add(literals.found("asked-named-count"));
        features.add(numbers.missing("asked-number-unnamed", "the request has the number `%s`, the command does not"));
        features.add(numbers.missed("asked-number-unnamed-count"));
    }

    private static void extensions(Reading reading, List<Feature> features) {
        Tally tally = new Tally();
        for (String name : reading.literals().names()) {
            Matcher matcher = EXTENSION.matcher(name.toLowerCase(Locale.ROOT));
            while (matcher.find()) {
                tally.count(Said.name(matcher.group(1), reading.request()), matcher.group(1));
            }
        }
        features.add(tally.missing(
                "extensions-unasked", "the command works on `.%s` files, the request does not speak of them"));
        features.add(tally.found("extensions-asked-count"));
        Tally asked = new Tally();
        String command = reading.lower();
        Matcher matcher = EXTENSION.matcher(reading.request().lower());
        while (matcher.find()) {
            asked.count(command.contains(matcher.group(1)), matcher.group(1));
        }
        features.add(asked.missing("extensions-unnamed", "the request speaks of `.%s` files, the command does not"));
    }
}
