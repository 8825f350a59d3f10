package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.authmethod.SelfSigned;
import dev.sallyport.testkit.identity.FakeApiServer;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.SigningKey;
import dev.sallyport.trail.line.EventKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// R18: what a pod opened does not outlive it, on the wire of a real PostgreSQL; the cluster's API server says so
/// (TokenReview).
@Timeout(180)
class DeletedPodTest {

    private static final String CUSTOMER = "SELECT name FROM customers WHERE id = 42";
    private static final String GONE = "no longer proven: the cluster does not authenticate the token";
    private static final String TASK = Endpoint.task("\"targets\":[\"crm\"]");

    @TempDir
    private static Path folder;

    private static E2eStage stage;
    private static PlatformIssuer cluster;
    private static FakeApiServer server;

    @BeforeAll
    static void play() throws Exception {
        stage = E2eStage.set(Files.createDirectory(folder.resolve("database")), Crm.RESOLVE_TICKET);
        cluster = PlatformIssuer.start(stage::now, SigningKey.Kind.ES256);
        SelfSigned localhost = SelfSigned.in(folder);
        server = FakeApiServer.start(cluster, localhost.tls());
        server.knows("the-gateways-own", true);
        stage.write("own-token", "the-gateways-own");
        stage.write("cluster.pem", Files.readString(localhost.pem(folder)));
        String pods = "kubernetes: { issuer: '" + cluster.issuer() + "', audience: sallyport, review: { server: '"
                + server.url() + "', ca: cluster.pem, token: 'file:own-token', cache: 1s } }";
        stage.configure(
                Crm.RESOLVE_TICKET,
                yaml -> Endpointed.with(yaml)
                        .replaceFirst("oidc: .*", pods)
                        .replaceFirst("handshake: 2m", "handshake: 2m, reevaluate: 1s"));
        stage.start();
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
        server.close();
        cluster.close();
    }

    /// @param pod its name and its uid
    private static String token(String pod) {
        return cluster.token(Crm.SUBJECT)
                .audience("sallyport")
                .claim(
                        "kubernetes.io",
                        Map.of(
                                "namespace",
                                "support",
                                "node",
                                Map.of("name", "node-1", "uid", "n-1"),
                                "pod",
                                Map.of("name", pod, "uid", pod),
                                "serviceaccount",
                                Map.of("name", "triage", "uid", "s-1")))
                .sign();
    }

    @Test
    void itsOpenSessionEndsAndItsNeighboursGoesOn() throws Exception {
        try (Connection neighbour = stage.agents().connect(token("triage-2"));
                Connection gone = stage.agents().connect(token("triage-1"))) {
            Ended ended = Ended.last(stage);
            assertThat(Agents.read(gone, CUSTOMER)).hasSize(1);
            server.delete("pod/triage-1");
            ended.on(gone, GONE);
            assertThat(Agents.read(neighbour, CUSTOMER)).hasSize(1);
        }
        assertThatThrownBy(() -> stage.agents().connect(token("triage-1"))).hasMessageContaining("refused");
    }

    /// A task has no session of its own to be asked about: its proof is, and what hangs on it goes too.
    @Test
    void itsTaskEndsWithAllThatWasDelegatedFromIt() throws Exception {
        Endpoint endpoint = Endpointed.of(stage);
        String parent = endpoint.open(token("planner"), TASK).token();
        String child = endpoint.delegate(parent, token("worker"), "").token();
        String other = endpoint.open(token("bystander"), TASK).token();
        try (Connection bystander = stage.agents().connect(other);
                Connection deepest = stage.agents().connect(child)) {
            Ended ended = Ended.last(stage);
            assertThat(Agents.read(deepest, CUSTOMER)).hasSize(1);
            server.delete("pod/planner");
            ended.on(deepest, GONE);
            assertThat(Agents.read(bystander, CUSTOMER)).hasSize(1);
        }
        for (String token : new String[] {parent, child}) {
            assertThatThrownBy(() -> stage.agents().connect(token)).hasMessageContaining("no longer proven");
            assertThat(endpoint.renew(token).error()).contains("no longer proven");
        }
        assertThat(endpoint.renew(other).status()).isEqualTo(200);
        assertThat(stage.records(EventKind.TASK_ENDED).getLast().text("reason")).startsWith(GONE);
    }

    /// A child's pod takes its own part of the task along, not its parent's.
    @Test
    void aDelegateThatIsGoneTakesItsOwnPartOnly() throws Exception {
        Endpoint endpoint = Endpointed.of(stage);
        String parent = endpoint.open(token("keeper"), TASK).token();
        String child = endpoint.delegate(parent, token("helper"), "").token();
        try (Connection above = stage.agents().connect(parent);
                Connection below = stage.agents().connect(child)) {
            Ended ended = Ended.last(stage);
            server.delete("pod/helper");
            ended.on(below, GONE);
            assertThat(Agents.read(above, CUSTOMER)).hasSize(1);
        }
        assertThat(endpoint.renew(parent).status()).isEqualTo(200);
    }
}
