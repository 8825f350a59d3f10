package dev.sallyport.llm.wire;

import dev.sallyport.llm.target.ProviderKey;
import dev.sallyport.testkit.connector.ConnectorContract;
import dev.sallyport.testkit.gateway.ScriptedGate;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// What is asked for is the name of a model: the words of a conversation stand in no statement.
class LlmContractTest extends ConnectorContract {

    private static final ScriptedGate<ProviderKey> GATE =
            new ScriptedGate<>(request -> new ProviderKey(request.session().target(), request.notAfter()));

    private static Stage stage;

    @BeforeAll
    static void start() throws Exception {
        stage = new Stage(GATE);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Override
    protected ScriptedGate<?> gate() {
        return GATE;
    }

    @Override
    protected String target() {
        return stage.model.asked() + " " + stage.model.strangers();
    }

    @Override
    protected Agent agent(String proof) {
        return new Agent() {
            @Override
            public String ask(String word) throws Exception {
                String body = "{\"model\":\"" + word + "\",\"max_tokens\":5,\"messages\":[]}";
                HttpResponse<String> answer =
                        stage.send(HttpRequest.newBuilder(URI.create(stage.address("openai") + "/v1/chat/completions"))
                                .timeout(Duration.ofSeconds(20))
                                .header("authorization", "Bearer " + proof)
                                .POST(HttpRequest.BodyPublishers.ofString(body)));
                return answer.statusCode() + " " + answer.body();
            }

            @Override
            public void close() {}
        };
    }
}
