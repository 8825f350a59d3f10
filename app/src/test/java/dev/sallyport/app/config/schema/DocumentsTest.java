package dev.sallyport.app.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.app.config.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is committed under `docs` is what the records say. To write it again after a change of a record, run this
/// test with `-Dsallyport.docs.write=true`.
class DocumentsTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final String BEGIN = "<!-- keys: begin -->\n";
    private static final String END = "<!-- keys: end -->";

    @Test
    void theSchemaIsTheOneOfTheRecords() throws IOException {
        assertCommitted("sallyport.schema.json", JsonSchema.text());
    }

    @Test
    void thePageListsEveryKeyAndNoOther() throws IOException {
        String page = Files.readString(DOCS.resolve("configuration.md"));
        String head = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        assertCommitted(
                "configuration.md", head + "\n" + ReferencePage.tables() + "\n" + page.substring(page.indexOf(END)));
    }

    @Test
    void theSchemaForbidsUnknownKeysAndKnowsTheVerbs() throws IOException {
        JsonNode schema = JsonMapper.builder().build().readTree(JsonSchema.text());
        assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(schema.path("$defs"))
                .allSatisfy(definition -> assertThat(
                                definition.path("additionalProperties").asBoolean(true))
                        .isFalse());
        assertThat(schema.at("/$defs/AllowEntry/oneOf")).hasSize(9);
        assertThat(schema.at("/$defs/AllowEntry/properties/unknown").isMissingNode())
                .isTrue();
        assertThat(schema.at("/$defs/Oidc/required").toString()).isEqualTo("[\"issuer\",\"audience\"]");
        assertThat(schema.at("/$defs/LimitEntry/properties/handshake").toString())
                .isEqualTo(
                        "{\"type\":\"string\",\"pattern\":\"^\\\\d{1,9}(ms|s|m|h|d)$\",\"description\":\"From connecting to"
                                + " being let in; agents that take longer are turned away. Default: `10s`.\"}");
    }

    @Test
    void theExampleLoadsWithoutAWord(@TempDir Path folder) throws IOException {
        Given given = Given.in(folder);
        given.file("tls/sallyport.crt", "", "rw-r--r--");
        given.file("tls/sallyport.key", "", "rw-------");
        given.file("secrets/crm-admin", "sallyport:s3cret", "rw-------");
        assertThat(given.problems(Files.readString(DOCS.resolve("sallyport.example.yaml"))))
                .isEmpty();
    }

    private static void assertCommitted(String name, String text) throws IOException {
        Path file = DOCS.resolve(name);
        if (Boolean.getBoolean("sallyport.docs.write")) {
            Files.writeString(file, text);
        }
        assertThat(Files.readString(file))
                .as("run this test with -Dsallyport.docs.write=true and commit " + name)
                .isEqualTo(text);
    }
}
