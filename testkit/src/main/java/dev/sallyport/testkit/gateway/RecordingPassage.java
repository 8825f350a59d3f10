package dev.sallyport.testkit.gateway;

import dev.sallyport.api.connector.Mediator.Passage;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Deny;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An action on its way through that remembers what it heard. Used on the loop only.
public final class RecordingPassage implements Passage {

    private final List<Verdict.Settled> settled = new ArrayList<>();
    private final List<Deny> cuts = new ArrayList<>();
    private Consumer<Verdict.Settled> onSettled = verdict -> {};
    private @Nullable Verdict first;

    /// What happens from within `settled`, as a connector that goes on proposing would.
    public RecordingPassage then(Consumer<Verdict.Settled> reaction) {
        onSettled = reaction;
        return this;
    }

    /// Keeps the answer of `propose`.
    public Verdict heard(Verdict verdict) {
        first = verdict;
        return verdict;
    }

    @Override
    public void settled(Verdict.Settled verdict) {
        if (!settled.isEmpty()) throw new AssertionError("settled twice: " + settled + " and " + verdict);
        if (first instanceof Verdict.Settled) throw new AssertionError("settled although propose had settled it");
        settled.add(verdict);
        onSettled.accept(verdict);
    }

    @Override
    public void cut(Deny why) {
        if (!cuts.isEmpty()) throw new AssertionError("cut twice");
        cuts.add(why);
    }

    /// The final verdict, however it came.
    public Optional<Verdict.Settled> verdict() {
        if (first instanceof Verdict.Settled now) return Optional.of(now);
        return settled.stream().findFirst();
    }

    public boolean permitted() {
        return verdict().filter(Verdict.Permitted.class::isInstance).isPresent();
    }

    public boolean denied() {
        return verdict().filter(Verdict.Denied.class::isInstance).isPresent();
    }

    /// Why it was denied.
    public Deny denial() {
        return verdict()
                .filter(Verdict.Denied.class::isInstance)
                .map(verdict -> ((Verdict.Denied) verdict).deny())
                .orElseThrow(() -> new AssertionError("not denied but " + verdict()));
    }

    public Optional<Deny> cut() {
        return cuts.stream().findFirst();
    }
}
