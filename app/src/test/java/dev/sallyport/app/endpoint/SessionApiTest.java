package dev.sallyport.app.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// `docs/session-api.yaml` has the routes of the code and no other.
public class SessionApiTest {

    public static JsonNode document() throws IOException {
        Path file = Stream.of(Path.of("docs/session-api.yaml"), Path.of("../docs/session-api.yaml"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        return new ObjectMapper()
                .valueToTree(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    }

    @Test
    void theDocumentHasTheRoutesOfTheCodeAndNoOther() throws IOException {
        List<String> documented = document().path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> !method.getKey().equals("parameters"))
                        .map(method -> line(path.getKey(), method.getKey(), method.getValue())))
                .toList();
        Tokens tokens = new Tokens("", null, null);
        List<String> coded = Routes.of(tokens, new Contexts(tokens, null), new Discovery("", null, null, null)).stream()
                .map(route -> String.join(
                        " ",
                        route.method().toLowerCase(Locale.ROOT),
                        route.path(),
                        route.operation(),
                        new TreeSet<>(route.statuses()).toString()))
                .toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(coded);
    }

    private static String line(String path, String method, JsonNode operation) {
        SortedSet<Integer> statuses = new TreeSet<>();
        operation.path("responses").fieldNames().forEachRemaining(status -> statuses.add(Integer.valueOf(status)));
        return String.join(" ", method, path, operation.path("operationId").asText(), statuses.toString());
    }
}
