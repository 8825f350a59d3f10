package dev.sallyport.gateway;

import dev.sallyport.api.session.Session;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// One entry of [Holds]. Administrators answer it from any thread, its session closes it from the loop: whoever
/// claims it first has the word.
final class HeldAction {

    /// What a human said.
    record Word(boolean approved, String by, String reason) {}

    private enum Stage {
        /// Its record is not yet durable: nobody sees it.
        RECORDING,
        WAITING,
        /// Somebody's answer is being recorded.
        ANSWERING,
        OVER
    }

    private final HoldView view;
    private final Session session;
    private Consumer<Word> answered = word -> {};
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.RECORDING);

    HeldAction(HoldView view, Session session) {
        this.view = view;
        this.session = session;
    }

    HoldView view() {
        return view;
    }

    boolean visible() {
        return stage.get() == Stage.WAITING;
    }

    /// @param onAnswer called once at most, on the answering thread
    void show(Consumer<Word> onAnswer) {
        answered = onAnswer; // published by the change of stage
        stage.compareAndSet(Stage.RECORDING, Stage.WAITING);
    }

    boolean claim() {
        return stage.compareAndSet(Stage.WAITING, Stage.ANSWERING);
    }

    void unclaim() {
        stage.compareAndSet(Stage.ANSWERING, Stage.WAITING);
    }

    /// After [#claim]: hands the word to the session.
    void answer(Word word) {
        if (stage.compareAndSet(Stage.ANSWERING, Stage.OVER)) answered.accept(word);
    }

    /// @return false when somebody's answer is just being recorded, or it is over
    boolean expire() {
        return stage.compareAndSet(Stage.WAITING, Stage.OVER);
    }

    boolean over() {
        return stage.get() == Stage.OVER;
    }

    /// The session does not wait any more; an answer that is under way goes nowhere.
    void abandon() {
        stage.set(Stage.OVER);
    }

    /// R19: neither the workload itself, by whatever name it goes, nor anyone it acts for.
    boolean requestedBy(String approver) {
        return names().map(HeldAction::plain).anyMatch(plain(approver)::equals);
    }

    private Stream<String> names() {
        var workload = session.workload();
        String counted = workload.countedAs();
        String atIssuer = counted.substring(counted.indexOf(' ') + 1);
        Stream<String> own = Stream.of(workload.subject(), counted, atIssuer, workload.toString());
        return Stream.concat(own, session.actors().stream());
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
