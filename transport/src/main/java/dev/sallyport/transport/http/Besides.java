package dev.sallyport.transport.http;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.connector.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// What is proposed beside the main action of an exchange. Verdicts are told between two calls into the
/// connector, never within one, in the order of the proposals that were decided. On the loop only.
final class Besides {

    private final Dealing dealing;
    private final List<Petition> open = new ArrayList<>(2);
    private final Deque<Runnable> heard = new ArrayDeque<>(2);
    private boolean telling;
    private boolean over;

    Besides(Dealing dealing) {
        this.dealing = dealing;
    }

    boolean waiting() {
        return !open.isEmpty();
    }

    void propose(Action action, long catalog, Consumer<Verdict.Settled> then) {
        Petition[] self = new Petition[1];
        Petition petition =
                dealing.petition(action, catalog, verdict -> settled(self[0], verdict, then), why -> dealing.cut(why));
        self[0] = petition;
        open.add(petition);
        petition.ask();
    }

    private void settled(Petition petition, Verdict.Settled verdict, Consumer<Verdict.Settled> then) {
        heard.add(() -> tell(petition, verdict, then));
        if (!dealing.calling() && !telling) dealing.loop().execute(this::hear);
    }

    private void tell(Petition petition, Verdict.Settled verdict, Consumer<Verdict.Settled> then) {
        open.remove(petition);
        dealing.guarded(() -> then.accept(verdict));
        petition.performed(Ending.SUCCEEDED, Tally.NOTHING, 0);
        if (verdict instanceof Verdict.Ended ended) dealing.contained(ended.requestId(), ended.contain());
    }

    /// Between two calls.
    void hear() {
        if (telling || heard.isEmpty()) return;
        telling = true;
        try {
            while (!over && !heard.isEmpty()) heard.remove().run();
        } finally {
            telling = false;
        }
        if (open.isEmpty()) dealing.resumed();
    }

    /// The exchange is over.
    void leave() {
        over = true;
        heard.clear();
        List.copyOf(open).forEach(Petition::leave);
        open.clear();
    }
}
