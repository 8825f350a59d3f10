package dev.sallyport.authority.intent.shell.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A list of examples: what would run.
class ScriptTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "ls -l → ls",
                "/bin/rm x → rm",
                "a | b && c || d; e & f → a b c d e f",
                "sudo -u bob env X=1 nice -n 5 rm x → sudo env nice rm",
                "timeout 5 tar xf a.tar → timeout tar",
                "find . -name '*.txt' -exec rm {} \\; -print → find rm",
                "find . -exec grep x {} + -exec sudo rm {} \\; → find grep sudo rm",
                "find . | xargs -n 1 -I{} sh -c 'mv {} x; rm y' → find xargs sh mv rm",
                "echo $(rm x `id`) → echo rm id",
                "echo \"a $(rm \"$(id)\") b\" → echo rm id",
                "echo '$(rm x)' → echo",
                "diff <(sort a) <(sort b) → diff sort sort",
                "ssh -i k u@h 'cd /tmp && rm -rf *' → ssh cd rm",
                "ssh -p 22 h rm x → ssh rm",
                "eval rm x → eval rm",
                "su -c 'rm x' bob → su rm",
                "bash -lc 'rm x' → bash rm",
                "echo 'rm x' | sh → echo sh rm",
                "sh <<< 'rm x' → sh rm",
                "trap 'rm x' EXIT → trap rm",
                "alias z='rm x' → alias rm",
                "awk '{system(\"rm \" $1)}' f → awk rm",
                "if [ -f a ]; then rm a; else cp b a; fi → [ rm cp",
                "for i in 1 2; do rm $i; done → for rm",
                "while read l; do rm $l; done < f → read rm",
                "case $x in a|b) ls;; (c) rm x;; esac → case ls rm",
                "f() { rm x; }; f → rm f",
                "( cd /; rm x ) → cd rm",
                "X=1 Y=$(id) make → make id",
                "[[ -f a && -f b ]] && rm a → [[ rm",
                "ls # rm x → ls",
                "echo a\\;rm → echo",
                "$'\\x72m' x → rm",
                "$(echo rm) x → $(echo rm) echo",
                "'' → §§"
            })
    void whatWouldRun(String text, String utilities) {
        assertThat(utilities(read(text))).isEqualTo(utilities == null ? "" : utilities);
    }

    @Test
    void hereDocumentsAreTextUntilAShellReadsThem() {
        assertThat(utilities(read("cat <<EOF\nrm x\nEOF\nls"))).isEqualTo("cat ls");
        assertThat(utilities(read("sh <<EOF\nrm x\nEOF\nls"))).isEqualTo("sh rm ls");
    }

    @Test
    void quotesAreTakenOffAndParametersStay() {
        assertThat(read("cp \"a b\"c '$x' $HOME/d\\ e").commands().getFirst().texts())
                .containsExactly("a bc", "$x", "$HOME/d e");
    }

    @Test
    void redirectionsSayWhatIsWritten() {
        List<Redirection> found =
                read("make > log 2>&1 < in >> more").commands().getFirst().redirections();
        assertThat(found.stream()
                        .filter(Redirection::writes)
                        .map(r -> r.target().text()))
                .containsExactly("log", "more");
        assertThat(found.stream().filter(Redirection::overwrites).count()).isEqualTo(1);
    }

    @Test
    void placesAndJointsAreKept() {
        List<Command> found = read("a | b; ssh h c").commands();
        assertThat(found.get(1).joint()).isEqualTo(Joint.PIPE);
        assertThat(found.get(1).line()).isEqualTo(found.getFirst().line());
        assertThat(found.getLast().place()).isEqualTo(Place.REMOTE);
    }

    @Test
    void whatAShellWouldRefuseIsReadOnAndSaid() {
        Script script = read("find . -name 'foo ; rm -rf /");
        assertThat(utilities(script)).isEqualTo("find rm");
        assertThat(script.doubts()).containsExactly(Doubt.UNFINISHED);
        assertThat(read("$cmd x").doubts()).containsExactly(Doubt.COMPUTED_COMMAND);
        assertThat(read("ls \u0007").doubts()).containsExactly(Doubt.STRANGE_CHARACTERS);
    }

    private static Script read(String text) {
        return Script.read(text, Limits.DEFAULT);
    }

    private static String utilities(Script script) {
        return String.join(" ", script.commands().stream().map(Command::utility).toList());
    }
}
