package dev.sallyport.api.decision;

import java.time.Duration;

/// What must be worked out before a decision. May block.
///
/// @param outside how much longer than usual it may take, because somebody outside is asked; mostly zero
public record Question(Runnable work, Duration outside) implements Runnable {

    /// Asks nobody outside.
    public static Question of(Runnable work) {
        return new Question(work, Duration.ZERO);
    }

    /// One after the other.
    public Question then(Question next) {
        return new Question(
                () -> {
                    run();
                    next.run();
                },
                outside.plus(next.outside));
    }

    @Override
    public void run() {
        work.run();
    }
}
