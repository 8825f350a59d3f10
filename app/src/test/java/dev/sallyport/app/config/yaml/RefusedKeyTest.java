package dev.sallyport.app.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.config.problem.Problem;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.Refused;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The mapper on records of its own.
class RefusedKeyTest {

    /// With a retired key, and a constructor that has its own opinion.
    @Refused(key = "host", because = "is `address` since 0.2, write host and port there")
    public record Server(
            @Doc("Where.") @Default("here") String address,
            @Doc("How often.") @Default("1") int times) {
        public Server {
            if (address.isEmpty() && times > 1) {
                throw new IllegalArgumentException("nowhere cannot be reached more than once");
            }
        }
    }

    @Test
    void aRetiredKeyNamesItsSuccessor() {
        assertThat(problems("host: db\n"))
                .containsExactly("host: is `address` since 0.2, write host and port there (line 1, column 1)");
    }

    @Test
    void whatTheRecordRefusesIsToldAtItsPlace() {
        assertThat(problems("address: ''\ntimes: 2\n"))
                .containsExactly("nowhere cannot be reached more than once (line 1, column 1)");
    }

    @Test
    void defaultsStandIn() {
        assertThat(read("{}", new Problems())).contains(new Server("here", 1));
    }

    private static List<String> problems(String yaml) {
        Problems problems = new Problems();
        assertThat(read(yaml, problems)).isEmpty();
        return problems.all().stream().map(Problem::toString).toList();
    }

    private static java.util.Optional<Server> read(String yaml, Problems problems) {
        return YamlText.compose(yaml.getBytes(StandardCharsets.UTF_8), problems)
                .flatMap(root -> new Mapper(Path.of(""), problems).read(Server.class, root));
    }
}
