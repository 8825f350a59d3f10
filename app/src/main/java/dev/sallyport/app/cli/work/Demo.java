package dev.sallyport.app.cli.work;

import dev.sallyport.app.cli.work.History.StoryLine;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Plays the whole story on this machine: platform, targets, gateway and agents.
@FunctionalInterface
public interface Demo {

    /// @param acts that are wanted; played in order
    Played play(Set<Act> acts, Progress progress) throws CommandFailure, IOException, InterruptedException;

    /// What is played.
    enum Act {
        /// One agent and one database.
        FIRST(1),
        /// An agent on unmodified SDKs, a model, a helpdesk, a database and a webhook; an instruction in a ticket.
        SECOND(2);

        private final int number;

        Act(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    /// @param rolesLeft at the target when everything was closed
    record Played(List<PlayedAct> acts, int rolesLeft) {
        public Played {
            acts = List.copyOf(acts);
        }

        public boolean asExpected() {
            return rolesLeft == 0 && acts.stream().allMatch(PlayedAct::asExpected);
        }
    }

    /// @param story what the trail tells of it; may be empty
    /// @param trailRecords in the trail at the end
    /// @param skipped why it was not played; empty when it was
    record PlayedAct(
            Act act,
            List<Scenario> scenarios,
            List<StoryLine> story,
            boolean trailVerified,
            long trailRecords,
            String skipped) {
        public PlayedAct {
            scenarios = List.copyOf(scenarios);
            story = List.copyOf(story);
        }

        public static PlayedAct skipped(Act act, String why) {
            return new PlayedAct(act, List.of(), List.of(), true, 0, why);
        }

        public boolean asExpected() {
            return trailVerified && scenarios.stream().allMatch(Scenario::asExpected);
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
