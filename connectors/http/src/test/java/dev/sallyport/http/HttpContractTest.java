package dev.sallyport.http;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.http.target.CredentialSettings.Header;
import dev.sallyport.testkit.connector.ConnectorContract;
import dev.sallyport.testkit.gateway.ScriptedGate;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class HttpContractTest extends ConnectorContract {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static ApiServer server;
    private static ApiStage stage;

    @BeforeAll
    static void start() throws Exception {
        server = new ApiServer();
        stage = new ApiStage(server.port(), new Header("Authorization", "Bearer ", Secret.of("the-api-knows-us")));
    }

    @AfterAll
    static void stop() {
        stage.close();
        server.close();
    }

    @Override
    protected ScriptedGate<?> gate() {
        return stage.gate;
    }

    @Override
    protected String target() {
        return server.asked().toString();
    }

    @Override
    protected Agent agent(String proof) {
        return new Agent() {
            @Override
            public String ask(String word) throws Exception {
                HttpRequest request = HttpRequest.newBuilder(stage.uri("/text/" + word))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", "Bearer " + proof)
                        .build();
                HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
                return answer.statusCode() + " " + answer.body();
            }

            @Override
            public void close() {}
        };
    }
}
