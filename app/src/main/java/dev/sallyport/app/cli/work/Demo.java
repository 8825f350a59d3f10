package dev.sallyport.app.cli.work;

import java.io.IOException;
import java.util.List;

/// Plays the whole story on this machine: platform, target, gateway and agent.
@FunctionalInterface
public interface Demo {

    Played play(Progress progress) throws CommandFailure, IOException, InterruptedException;

    /// @param trailRecords in the trail at the end
    /// @param rolesLeft at the target when everything was closed
    record Played(List<Scenario> scenarios, boolean trailVerified, long trailRecords, int rolesLeft) {
        public Played {
            scenarios = List.copyOf(scenarios);
        }

        public boolean asExpected() {
            return trailVerified && rolesLeft == 0 && scenarios.stream().allMatch(Scenario::asExpected);
        }
    }

    /// @param expected one word, such as `allowed`, `denied`, `cut`, `refused`
    /// @param actual the same words
    /// @param reason what the gateway said
    record Scenario(String name, String expected, String actual, String reason) {
        public boolean asExpected() {
            return expected.equals(actual);
        }
    }
}
