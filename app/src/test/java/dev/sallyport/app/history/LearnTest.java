package dev.sallyport.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.target.Verb;
import dev.sallyport.app.cli.work.History.Book;
import dev.sallyport.app.cli.work.History.Learned;
import dev.sallyport.app.cli.work.History.Replayed;
import dev.sallyport.app.cli.work.History.Wish;
import dev.sallyport.app.config.AllowEntry;
import dev.sallyport.app.config.load.LoadResult;
import dev.sallyport.app.config.problem.Problem;
import dev.sallyport.testkit.generate.Seeded;
import dev.sallyport.trail.read.Revealer;
import dev.sallyport.trail.recall.Past;
import dev.sallyport.trail.seal.SealingKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is proposed can be pasted as it is, and permits what was seen.
class LearnTest {

    @TempDir
    private Path folder;

    private Book book = new Book(Path.of(""), Optional.empty());

    @BeforeEach
    void aTrail() throws IOException {
        Chronicle.leave(folder);
        book = new Book(folder.resolve("copy/trail"), Optional.of(folder.resolve("copy/keys")));
        Path secret = Files.writeString(folder.resolve("crm-admin"), "sallyport:s3cret");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    }

    private Learned learned(String name) throws Exception {
        return Chronicle.history().learn(book, new Wish("support/agent", Optional.empty(), "", name));
    }

    private Path pasted(String yaml) throws IOException {
        Path file = folder.resolve("pasted.yaml");
        String old = Files.readString(folder.resolve("old.yaml"));
        Files.writeString(file, old.replace("purposes: resolve-ticket", "purposes: learned") + yaml);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        return file;
    }

    @Test
    void the_proposal_is_accepted_by_check_as_it_is() throws Exception {
        LoadResult checked = Chronicle.loader().load(pasted(learned("learned").yaml()));
        assertThat(checked.problems()).filteredOn(Problem::isError).isEmpty();
        assertThat(checked).isInstanceOf(LoadResult.Loaded.class);
    }

    /// The same actions for the new purpose: what was permitted is, what was denied or sensitive is not.
    @Test
    void the_proposal_permits_what_was_seen_and_no_more() throws Exception {
        String yaml = learned("resolve-ticket").yaml();
        String old = Files.readString(folder.resolve("old.yaml"));
        Path file = Files.writeString(
                folder.resolve("swapped.yaml"), old.substring(0, old.indexOf("  resolve-ticket:")) + yaml);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Replayed replayed = Chronicle.history().replay(book, file, Optional.empty());
        assertThat(replayed.changes()).allMatch(change -> change.before().equals("hold"));
        assertThat(replayed.decided()).isGreaterThan(8);
    }

    /// Whoever chooses names, or is called something, writes no YAML of his own.
    @Test
    void hostile_names_stay_names() {
        Seeded.forAll(200, some -> {
            String workload = some.text(30);
            Wish wish = new Wish(workload, Optional.empty(), "", "learned");
            Learning learning = new Learning(wish, new Past(new Revealer(SealingKeys.none())));
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                String field = some.text(20);
                if (Reservations.canBeSaid(field)) fields.add(field);
            }
            Seen seen = new Seen();
            seen.add(fields, fields, new Seen.Cost(Instant.EPOCH, "s-1", List.of(), 3));
            learning.seen().put(new Use(Verb.READ, "crm/customers", true), seen);
            learning.left().put(some.text(40), 3L);
            LoadResult read = Chronicle.loader().read(pasted(Proposal.of("learned", workload, learning)));
            assertThat(read.problems()).isEmpty();
            AllowEntry line = read.orThrow()
                    .configuration()
                    .purposes()
                    .get("learned")
                    .allow()
                    .getFirst();
            assertThat(line.fields()).containsExactlyElementsOf(seen.fields());
            assertThat(line.keyedBy()).containsExactlyElementsOf(seen.keys());
        });
    }

    @Test
    void what_nobody_should_be_given_is_left_out_and_said() throws Exception {
        Learned learned = learned("learned");
        assertThat(learned.yaml()).doesNotContain("ssn");
        assertThat(learned.notes()).anyMatch(note -> note.contains("was denied"));
    }
}
