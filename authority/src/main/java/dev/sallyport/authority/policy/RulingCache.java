package dev.sallyport.authority.policy;

import dev.sallyport.api.session.Session;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Rulings by session: everything else that a policy can see of a session never changes. Safe on every
/// thread.
///
/// What does not fit is forgotten and asked again, which costs time and nothing else.
final class RulingCache {

    private static final int SESSIONS = 10_000;
    private static final int QUESTIONS = 1_000;

    private final Map<String, Rulings> bySession = new ConcurrentHashMap<>();

    private record Rulings(Session session, Map<Question, Ruling> byQuestion) {}

    @Nullable
    Ruling find(Session session, Question question) {
        Rulings rulings = bySession.get(session.id());
        return rulings != null && same(rulings.session(), session)
                ? rulings.byQuestion().get(question)
                : null;
    }

    void put(Session session, Question question, Ruling ruling) {
        if (bySession.size() >= SESSIONS) bySession.clear();
        Rulings rulings = bySession.compute(session.id(), (_, kept) -> fitting(kept, session));
        if (rulings.byQuestion().size() >= QUESTIONS) rulings.byQuestion().clear();
        rulings.byQuestion().put(question, ruling);
    }

    private static Rulings fitting(@Nullable Rulings kept, Session session) {
        return kept != null && same(kept.session(), session) ? kept : new Rulings(session, new ConcurrentHashMap<>());
    }

    /// An id says who it is only together with everything the policies looked at.
    @SuppressWarnings("ReferenceEquality")
    private static boolean same(Session a, Session b) {
        return a == b || a.equals(b);
    }

    void forget(String sessionId) {
        bySession.remove(sessionId);
    }
}
