package dev.sallyport.app.exec.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.config.HostPort;
import dev.sallyport.app.exec.run.Enclosure;
import dev.sallyport.app.exec.run.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpVariablesTest {

    private static final HostPort HERE = new HostPort("gateway.example", 8443);

    private static final class Nowhere implements Enclosure {
        @Override
        public Path files() {
            return Path.of("/files");
        }

        @Override
        public void put(String name, byte[] content) {}

        @Override
        public Running start(List<String> command, Map<String, String> environment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    private static Map<String, String> variables(String dialect) throws IOException {
        HttpVariables http = new HttpVariables(
                new GatewayPlace("https://gateway.example:8443", HERE, HERE),
                Map.of("model", "token"),
                new Authorities("none\n"),
                Optional.empty());
        return http.added(
                Map.of("LANG", "C"),
                List.of(new TargetFacts("model", "llm", dialect, "/model", "", "")),
                new Nowhere());
    }

    /// LlamaIndex looks at one name, OpenAI's own SDK at the other: whoever finds none goes to the provider itself.
    @Test
    void whereTheModelIsStandsUnderEachNameThatProgramsReadItBy() throws Exception {
        assertThat(variables("openai"))
                .containsEntry("OPENAI_BASE_URL", "https://gateway.example:8443/model/v1")
                .containsEntry("OPENAI_API_BASE", "https://gateway.example:8443/model/v1")
                .containsEntry("OPENAI_API_KEY", "token");
        assertThat(variables("anthropic"))
                .containsEntry("ANTHROPIC_BASE_URL", "https://gateway.example:8443/model")
                .doesNotContainKeys("OPENAI_API_BASE", "OPENAI_AGENTS_DISABLE_TRACING");
    }

    /// OpenAI's Agents SDK sends what was said, and the key, to the provider itself, whatever the base address says.
    @Test
    void nothingIsTracedPastTheGateway() throws Exception {
        assertThat(variables("openai")).containsEntry("OPENAI_AGENTS_DISABLE_TRACING", "1");
    }
}
