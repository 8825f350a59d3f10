package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Feature;
import dev.sallyport.authority.intent.shell.syntax.Joint;
import java.util.List;

/// How much is asked for, and how much is done.
final class Shape {

    private Shape() {}

    static List<Feature> of(Reading reading) {
        long joined = reading.steps().stream()
                .filter(step -> step.command().joint() == Joint.PIPE)
                .count();
        return List.of(
                new Feature("commands", Math.min(1, reading.steps().size() / 8.0), ""),
                new Feature("pipes", Math.min(1, joined / 4.0), ""),
                new Feature("constructs", Math.min(1, reading.constructs().size() / 16.0), ""),
                new Feature(
                        "request-words", Math.min(1, reading.request().words().size() / 32.0), ""),
                new Feature(
                        "request-literals",
                        Math.min(1, reading.request().literals().size() / 8.0),
                        ""),
                new Feature(
                        "command-literals",
                        Math.min(1, reading.literals().names().size() / 8.0),
                        ""),
                new Feature("unknown-utilities", share(reading), ""),
                new Feature("doubts", Math.min(1, reading.script().doubts().size() / 2.0), ""));
    }

    private static double share(Reading reading) {
        long unknown = reading.steps().stream()
                .filter(step -> !step.name().isEmpty() && !step.utility().known())
                .count();
        return reading.steps().isEmpty()
                ? 0
                : (double) unknown / reading.steps().size();
    }
}
