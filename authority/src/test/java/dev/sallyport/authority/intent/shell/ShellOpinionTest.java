package dev.sallyport.authority.intent.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.authority.intent.Opinion;
import dev.sallyport.authority.intent.proposal.Call;
import dev.sallyport.authority.intent.proposal.Proposal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShellOpinionTest {

    private static final ShellOpinion OPINION = new ShellOpinion(new ShellReader());

    @Test
    void aShellsCommandIsRead() {
        assertThat(read("run_bash", "", "command", "wc -l report.csv")
                        .orElseThrow()
                        .score())
                .isLessThan(0.5);
        assertThat(read("run", "Runs a shell command", "input.cmd[0]", "wc -l report.csv"))
                .isPresent();
    }

    @Test
    void aStopIsCertainAndAPoorFitSaysWhy() {
        Opinion stop = read("ssh_exec", "", "command", "rm -rf /").orElseThrow();
        assertThat(stop.certain()).isTrue();
        Opinion poor =
                read("ssh_exec", "", "command", "tail -f /srv/app/debug.log").orElseThrow();
        assertThat(poor.certain()).isFalse();
        assertThat(poor.score()).isGreaterThan(0.5);
        assertThat(poor.why()).isNotEmpty().doesNotContain("");
    }

    @Test
    void theSecondOfTwoCommandsIsReadToo() {
        Proposal two = proposal(new Call(
                "shell",
                "",
                List.of(
                        new Call.Argument("commands[0]", "wc -l report.csv"),
                        new Call.Argument("commands[1]", "rm -rf /"))));
        assertThat(OPINION.read(two).orElseThrow().certain()).isTrue();
    }

    @Test
    void theWordsOfOneCommandAreReadTogether() {
        Proposal words = proposal(new Call(
                "exec",
                "",
                List.of(
                        new Call.Argument("cmd[0]", "find"),
                        new Call.Argument("cmd[1]", "/"),
                        new Call.Argument("cmd[2]", "-delete"))));
        assertThat(OPINION.read(words).orElseThrow().rule()).isEqualTo("deletes-unasked");
    }

    @Test
    void otherCallsAreNoneOfItsBusiness() {
        assertThat(read("send_email", "Sends an e-mail", "body", "rm -rf /")).isEmpty();
        assertThat(read("robot_arm", "Moves the arm", "command", "left")).isEmpty();
    }

    private static Optional<Opinion> read(String tool, String description, String path, String text) {
        return OPINION.read(proposal(new Call(tool, description, List.of(new Call.Argument(path, text)))));
    }

    private static Proposal proposal(Call call) {
        return new Proposal("count the lines of report.csv", "", List.of(), call);
    }
}
