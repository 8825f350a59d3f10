package dev.sallyport.app.inspect;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.app.cli.work.Explain.Effect;
import dev.sallyport.app.cli.work.Explain.Explanation;
import dev.sallyport.app.cli.work.Explain.Question;
import dev.sallyport.app.cli.work.Explain.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Writes an explanation, step by step. For one thread.
final class Report {

    private static final String ONE = "one";
    private static final String TWO = "two";
    private static final String ALLOWS = "allows";
    private static final String DENIES = "denies";

    private final List<Effect> operations = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Wording.Word word = new Wording.Word("deny", "", "");

    void note(String note) {
        notes.add(note);
    }

    void condition(String path, Optional<String> whyNot) {
        steps.add(new Step(ONE, path, whyNot.isEmpty() ? ALLOWS : DENIES, whyNot.orElse("the claims meet it")));
        whyNot.ifPresent(reason -> word = new Wording.Word("deny", path, reason));
    }

    void refused(Entry.Refused refused) {
        steps.add(new Step(ONE, "access", DENIES, refused.detail()));
        word = new Wording.Word(
                "deny", "access", refused.reason().name().toLowerCase(Locale.ROOT) + ", " + refused.detail());
    }

    void granted(Entry.Granted granted, Question question) {
        Purpose purpose = granted.purpose();
        String mode = granted.access().mode() == Mode.OBSERVE ? ", door two only observed" : "";
        steps.add(new Step(
                ONE,
                granted.access().rule(),
                ALLOWS,
                "as " + granted.access().role() + " for " + purpose.name() + mode));
        if (!question.purpose().isEmpty() && !purpose.name().equals(question.purpose())) {
            notes.add("the session would be for `" + purpose.name() + "`, as nobody who may say so named `"
                    + question.purpose() + "`: see " + granted.access().rule() + ".declaredBy");
        }
    }

    void understood(Understanding understanding) {
        understanding.action().operations().forEach(operation -> operations.add(Wording.effect(operation)));
        understanding.action().operations().stream()
                .map(Operation::note)
                .filter(note -> !note.isEmpty())
                .distinct()
                .forEach(notes::add);
        notes.addAll(understanding.notes());
    }

    /// @param role its path in the configuration
    void walled(String role, Operation uncovered) {
        String reason = "the role grants no such request: " + uncovered.verb() + " "
                + uncovered.resource().path();
        steps.add(new Step(ONE, role, DENIES, reason));
        word = new Wording.Word("deny", role, reason);
    }

    void decided(dev.sallyport.authority.Explanation explanation) {
        word = Wording.word(explanation.decision());
        policies(explanation).forEach(steps::add);
        if (explanation.door() == 2) {
            explanation.steps().stream().map(Report::line).forEach(steps::add);
        }
        boolean told = word.verdict().equals("permit") || steps.getLast().rule().equals(word.rule());
        if (!told) {
            String verdict = word.verdict().equals("hold") ? "hold" : DENIES;
            steps.add(new Step(explanation.door() == 1 ? ONE : TWO, word.rule(), verdict, word.reason()));
        }
        notes.add("counters are empty here: what sessions and workloads used before is not known");
    }

    private Stream<Step> policies(dev.sallyport.authority.Explanation explanation) {
        return Wording.evidence(explanation.decision()).stream()
                .filter(Signal.Policies.class::isInstance)
                .map(signal -> policies((Signal.Policies) signal));
    }

    /// When policies deny, theirs is the last word.
    private Step policies(Signal.Policies policies) {
        String determining = policies.determining().isEmpty()
                ? policies.engine() + ": no policy"
                : policies.engine() + ": " + String.join(", ", policies.determining());
        return policies.allows()
                ? new Step(ONE, "policies", ALLOWS, determining)
                : new Step(ONE, word.rule(), DENIES, word.reason());
    }

    private static Step line(dev.sallyport.authority.Explanation.Step step) {
        return new Step(TWO, step.line(), step.covered() ? ALLOWS : DENIES, step.detail());
    }

    Explanation explanation() {
        return new Explanation(operations, steps, word.verdict(), word.rule(), word.reason(), notes);
    }
}
