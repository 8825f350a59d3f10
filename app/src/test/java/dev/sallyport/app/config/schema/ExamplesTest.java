package dev.sallyport.app.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.config.Given;
import dev.sallyport.app.config.files.FileGuard;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.config.load.LoadResult;
import dev.sallyport.app.config.problem.Problem;
import dev.sallyport.app.wiring.RealGrammars;
import dev.sallyport.app.wiring.RoomChecks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a newcomer copies from a page into a file is a configuration.
class ExamplesTest {

    private static final Pattern WHOLE = Pattern.compile("```yaml\n(listen:.*?)```", Pattern.DOTALL);
    private static final Pattern SECRET = Pattern.compile("\"file:([^\"]+)\"");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"http.md", "llm.md", "mcp.md"})
    void theExampleOfAConnectorLoads(String page) throws IOException {
        Matcher example = WHOLE.matcher(Files.readString(Path.of("..", "docs", "connectors", page)));
        assertThat(example.find()).isTrue();
        Given given = Given.in(folder);
        given.file("tls/sallyport.crt", "", "rw-r--r--");
        Matcher secrets = SECRET.matcher(example.group(1));
        while (secrets.find()) given.file(secrets.group(1), "s3cret", "rw-------");
        ConfigurationFile loader = new ConfigurationFile(
                FileGuard.ofThisProcess(),
                Map.of(),
                RealGrammars.all(),
                List.of(new RoomChecks()),
                InstantSource.fixed(Given.NOW));
        LoadResult loaded = loader.load(example.group(1).getBytes(StandardCharsets.UTF_8), folder);
        assertThat(loaded.problems().stream().filter(Problem::isError)).isEmpty();
    }
}
