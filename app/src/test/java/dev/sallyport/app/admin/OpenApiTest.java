package dev.sallyport.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.app.admin.view.Reload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// `docs/admin-api.yaml` says what the code does, and the code does what it says.
@Timeout(60)
class OpenApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document = document();
    private final FakeGateway gateway = new FakeGateway();

    private static JsonNode document() {
        Path file = Stream.of(Path.of("docs/admin-api.yaml"), Path.of("../docs/admin-api.yaml"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        try {
            return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theDocumentHasTheRoutesOfTheCodeAndNoOther() {
        List<String> documented = document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> !method.getKey().equals("parameters"))
                        .map(method -> line(path.getKey(), method.getKey(), method.getValue())))
                .toList();
        List<String> coded = Routes.of(gateway.desks()).stream()
                .map(route -> String.join(
                        " ",
                        route.method().toLowerCase(Locale.ROOT),
                        route.path(),
                        route.operation(),
                        route.role().word(),
                        route.statuses().toString()))
                .toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(coded);
    }

    private static String line(String path, String method, JsonNode operation) {
        SortedSet<Integer> statuses = new TreeSet<>();
        operation.path("responses").fieldNames().forEachRemaining(status -> statuses.add(Integer.valueOf(status)));
        return String.join(
                " ",
                method,
                path,
                operation.path("operationId").asText(),
                operation.path("x-required-role").asText(),
                statuses.toString());
    }

    @Test
    void everyAnswerHasTheFormThatIsDocumented(@TempDir Path folder) throws IOException {
        AdminSettings settings = new AdminSettings(folder.resolve("s/admin.sock"), folder.resolve("s/tokens"));
        try (AdminServer server = AdminServer.start(settings, gateway.desks(), new SecureRandom())) {
            Raw raw = new Raw(server.socket(), settings.tokens());
            check(raw, "GET", "/v1/health", Role.READ, "", 200, "Health");
            check(raw, "GET", "/v1/sessions", Role.READ, "", 200, "Sessions");
            check(raw, "GET", "/v1/holds", Role.READ, "", 200, "Holds");
            check(raw, "GET", "/v1/holds", Role.APPROVE, "", 200, "Holds");
            check(raw, "DELETE", "/v1/sessions/s-1", Role.APPROVE, "{\"reason\":\"r\"}", 200, "Ended");
            check(raw, "POST", "/v1/holds/h-1/approve", Role.APPROVE, word("h-1"), 200, "Answered");
            check(raw, "POST", "/v1/holds/h-2/deny", Role.APPROVE, word("h-2"), 200, "Answered");
            check(raw, "POST", "/v1/holds/h-2/deny", Role.APPROVE, word("h-2"), 404, "Problem");
            check(raw, "GET", "/v1/tools", Role.READ, "", 200, "Tools");
            String tool = "{\"target\":\"helpdesk\",\"tool\":\"list_tickets\",\"fingerprint\":\"sha256:"
                    + "b".repeat(64) + "\"}";
            check(raw, "POST", "/v1/tools/approve", Role.APPROVE, tool, 200, "ToolAnswered");
            check(raw, "POST", "/v1/tools/dismiss", Role.APPROVE, tool, 404, "Problem");
            check(raw, "POST", "/v1/sessions/keys", Role.CONFIGURE, "", 200, "Rotated");
            check(raw, "POST", "/v1/reload", Role.CONFIGURE, "", 200, "Loaded");
            gateway.onReload((_, _) -> new Reload.Rejected(List.of(new Reload.Fault("access", 3, "none"))));
            check(raw, "POST", "/v1/reload", Role.CONFIGURE, "", 422, "Rejected");
            check(raw, "POST", "/v1/reload", Role.READ, "", 403, "Problem");
        }
    }

    private static String word(String hold) {
        return "{\"fingerprint\":\"fingerprint-" + hold + "\"}";
    }

    private void check(Raw raw, String method, String path, Role role, String body, int status, String schema)
            throws IOException {
        String answer = raw.ask(method, path, role, body);
        assertThat(Raw.status(answer)).as("%s %s", method, path).isEqualTo(status);
        JsonNode json = JSON.readTree(Raw.body(answer));
        assertThat(Schemas.faults(document, schema(schema), json, "$")).isEmpty();
    }

    private JsonNode schema(String name) {
        return document.path("components").path("schemas").path(name);
    }

    @Test
    void theCheckItselfFindsWhatDoesNotFit() throws IOException {
        JsonNode wrong = JSON.readTree("{\"session\":1,\"more\":true}");
        assertThat(Schemas.faults(document, schema("Ended"), wrong, "$"))
                .containsExactlyInAnyOrder("$.session: not a string", "$.more: not documented", "$.ended: missing");
    }
}
