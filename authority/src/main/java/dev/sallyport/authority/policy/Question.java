package dev.sallyport.authority.policy;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import java.util.List;
import java.util.Set;

/// What a policy is asked about, besides the session that asks.
record Question(Verb verb, Resource resource, Set<Label> labels) {

    /// What concerns the session alone touches no data and is not asked about, nor what stands behind a
    /// view: the question is about the view. What was not understood is one question about everything.
    static List<Question> of(Action action, String target) {
        return action.operations().isEmpty()
                ? List.of(new Question(Verb.UNKNOWN, new Resource(target, "statement", "*", List.of()), Set.of()))
                : action.operations().stream()
                        .filter(operation -> operation.verb() == Verb.UNKNOWN || !operation.concernsSessionOnly())
                        .filter(operation -> !operation.labels().contains(Label.THROUGH))
                        .map(Question::of)
                        .distinct()
                        .toList();
    }

    private static Question of(Operation operation) {
        return new Question(operation.verb(), operation.resource(), operation.labels());
    }
}
