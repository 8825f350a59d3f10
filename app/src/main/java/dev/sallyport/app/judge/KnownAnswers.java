package dev.sallyport.app.judge;

import dev.sallyport.authority.intent.session.Advice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The last answers, by what was asked: an agent that asks twice, or a human who releases what was held, costs nothing.
/// Bounded. Safe on every thread.
final class KnownAnswers {

    private static final int MOST = 1000;

    private final Map<String, Advice> byQuestion = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Advice> eldest) {
            return size() > MOST;
        }
    };

    synchronized Optional<Advice> find(String question) {
        return Optional.ofNullable(byQuestion.get(question));
    }

    /// What was not available may be in a moment.
    synchronized void keep(String question, Advice advice) {
        if (!(advice instanceof Advice.Unavailable)) byQuestion.put(question, advice);
    }
}
