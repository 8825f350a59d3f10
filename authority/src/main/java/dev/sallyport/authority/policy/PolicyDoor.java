package dev.sallyport.authority.policy;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.session.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Asks the policies, off the loop, and remembers what they said. Safe on every thread.
public final class PolicyDoor {

    private final Map<String, PolicySlice> slices;
    private final RulingCache cache = new RulingCache();

    /// @param texts Cedar by file or configuration path; empty: nothing of Cedar is loaded
    /// @throws dev.sallyport.authority.rules.InvalidRulesException when a text cannot be read
    public PolicyDoor(Map<String, String> texts, Set<String> targets) {
        this.slices = texts.isEmpty() ? Map.of() : Policies.slices(texts, targets);
    }

    /// What must be evaluated before [#ruling] can answer. Run it where blocking for a millisecond is no
    /// harm.
    public Optional<Runnable> homework(Action action, Session session) {
        PolicySlice slice = slices.get(session.target());
        if (slice == null) return Optional.empty();
        List<Question> open = Question.of(action, session.target()).stream()
                .filter(question -> cache.find(session, question) == null)
                .toList();
        return open.isEmpty() ? Optional.empty() : Optional.of(() -> answer(slice, session, open));
    }

    private void answer(PolicySlice slice, Session session, List<Question> open) {
        for (Question question : open) {
            slice.ask(session, question).ifPresent(ruling -> cache.put(session, question, ruling));
        }
    }

    /// The first ruling that denies, or else one that allows; empty when no policy can concern the target
    /// or the action. A question that nobody evaluated is denied.
    public Optional<Ruling> ruling(Action action, Session session) {
        if (!slices.containsKey(session.target())) return Optional.empty();
        Optional<Ruling> last = Optional.empty();
        for (Question question : Question.of(action, session.target())) {
            Ruling ruling = cache.find(session, question);
            if (ruling == null) return Optional.of(notEvaluated(question));
            last = Optional.of(ruling);
            if (!ruling.allows()) return last;
        }
        return last;
    }

    private static Ruling notEvaluated(Question question) {
        String what = question.verb() + " on `" + question.resource().path() + "`";
        return new Ruling(
                false,
                "policies",
                "the policies could not be evaluated for " + what,
                new Signal.NotEvaluated("policies", "no evaluation for " + what));
    }

    public void forget(String sessionId) {
        cache.forget(sessionId);
    }
}
