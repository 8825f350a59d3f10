package dev.sallyport.postgres.wire;

import dev.sallyport.postgres.lease.LogIn;
import dev.sallyport.testkit.connector.ConnectorContract;
import dev.sallyport.testkit.gateway.ScriptedGate;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// By bare messages, with the extended protocol, against a real server.
class PostgresContractTest extends ConnectorContract {

    private static ScriptedGate<LogIn> gate;
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.judgedBy(lease -> {
            gate = new ScriptedGate<>(request -> lease);
            return gate;
        });
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @Override
    protected ScriptedGate<?> gate() {
        return gate;
    }

    @Override
    protected String target() {
        return gateway.relay().heard();
    }

    @Override
    protected Agent agent(String proof) throws IOException {
        RawClient client = new RawClient(gateway.port());
        client.send(RawClient.startup(196608, "crm"));
        String answer = client.logIn(proof);
        if (!answer.endsWith("ZI")) throw new IOException("no session: " + answer);
        return new Agent() {
            @Override
            public String ask(String word) throws IOException {
                client.send(RawClient.x("select '" + word + "'"), RawClient.SYNC);
                return client.ready(1);
            }

            @Override
            public void close() throws IOException {
                client.close();
            }
        };
    }
}
