package dev.sallyport.app.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.app.admin.view.HoldsDesk.HeldAction;
import dev.sallyport.app.admin.view.Reload;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class AdminServerTest {

    @TempDir
    private Path folder;

    private final FakeGateway gateway = new FakeGateway();
    private AdminServer server;
    private Raw raw;

    @BeforeEach
    void start() throws IOException {
        server = start(new AdminSettings(folder.resolve("state/admin.sock"), folder.resolve("state/tokens")));
        raw = new Raw(server.socket(), folder.resolve("state/tokens"));
    }

    private AdminServer start(AdminSettings settings) throws IOException {
        return AdminServer.start(settings, gateway.desks(), new SecureRandom());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void onlyTheGatewaysUserCanOpenSocketAndTokens_R22() throws IOException {
        assertThat(mode("state")).isEqualTo("rwx------");
        assertThat(mode("state/tokens")).isEqualTo("rwx------");
        assertThat(mode("state/admin.sock")).isEqualTo("rw-------");
        for (Role role : Role.values())
            assertThat(mode("state/tokens/" + role.file())).isEqualTo("rw-------");
    }

    private String mode(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
    }

    @Test
    void aUserWhoIsNotNamedIsSentAwayWithAnyToken_R22() throws IOException {
        server.close();
        AdminSettings settings = new AdminSettings(folder.resolve("state/admin.sock"), folder.resolve("state/tokens"));
        server = AdminServer.start(settings, new Peers(Set.of()), gateway.desks(), new SecureRandom());
        assertThat(raw.ask("DELETE", "/v1/sessions/s-1", Role.APPROVE, ""))
                .startsWith("HTTP/1.1 403")
                .contains("user-not-allowed", "`" + me() + "`");
        assertThat(gateway.told).isEmpty();
    }

    @Test
    void tokensAreMadeOnceWith256BitsAndStay() throws IOException {
        String before = raw.token(Role.READ);
        assertThat(before).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(raw.token(Role.APPROVE));
        server.close();
        start();
        assertThat(raw.token(Role.READ)).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0} {1} {2} is answered {3}")
    @CsvSource({
        "READ, GET, /v1/health, 200",
        "READ, GET, /v1/sessions, 200",
        "READ, DELETE, /v1/sessions/s-1, 403",
        "READ, POST, /v1/holds/h-1/approve, 403",
        "READ, POST, /v1/reload, 403",
        "APPROVE, GET, /v1/holds, 200",
        "APPROVE, DELETE, /v1/sessions/s-1, 200",
        "APPROVE, POST, /v1/reload, 403",
        "READ, GET, /v1/tools, 200",
        "READ, POST, /v1/tools/approve, 403",
        "CONFIGURE, POST, /v1/tools/approve, 403",
        "CONFIGURE, GET, /v1/configuration, 200",
        "CONFIGURE, POST, /v1/reload, 200",
        "CONFIGURE, DELETE, /v1/sessions/s-1, 403",
        "OBSERVE, POST, /v1/reload, 200",
        "OBSERVE, POST, /v1/holds/h-1/deny, 403"
    })
    void everyRoleDoesItsOwnAndNothingElse_R22(Role role, String method, String path, int status) throws IOException {
        String answer = raw.ask(method, path, role, "");
        assertThat(Raw.status(answer)).isEqualTo(status);
    }

    @Test
    void withoutATokenNothingIsSaid() throws IOException {
        String answer = raw.ask("GET", "/v1/health", "Bearer wrong", "", "");
        assertThat(answer).startsWith("HTTP/1.1 401").containsIgnoringCase("www-authenticate: Bearer");
        assertThat(Raw.body(answer)).contains("urn:sallyport:problem:no-valid-token");
        assertThat(Raw.status(raw.ask("GET", "/v1/nothing", "", "", ""))).isEqualTo(401);
    }

    @Test
    void anApprovalCarriesWhoTheKernelSaysItIs_R19_R22() throws IOException {
        String answer = approve("h-1", "fingerprint-h-1");
        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(gateway.told).containsExactly("approve h-1 by " + me() + ": asked");
        assertThat(gateway.waiting()).extracting(HeldAction::id).containsExactly("h-2");
    }

    @Test
    void anotherActionThanTheShownOneIsNotApproved_R19() throws IOException {
        assertThat(Raw.status(approve("h-1", "fingerprint-h-2"))).isEqualTo(409);
        assertThat(Raw.status(approve("h-1", ""))).isEqualTo(400);
        assertThat(Raw.status(approve("h-9", "fingerprint-h-9"))).isEqualTo(404);
        assertThat(gateway.told).isEmpty();
    }

    @Test
    void theRequesterCannotApprove_R19() throws IOException {
        gateway.add(FakeGateway.held("h-3", FakeGateway.session("s-3", "spiffe://corp/" + me()), "SELECT 1", Set.of()));
        String answer = approve("h-3", "fingerprint-h-3");
        assertThat(answer).startsWith("HTTP/1.1 403").contains("approver-is-requester");
        assertThat(gateway.told).isEmpty();
    }

    @Test
    void aToolIsTrustedInTheFormThatWasShownAndInNoOther_R22() throws IOException {
        String shown = "sha256:" + "b".repeat(64);
        assertThat(Raw.status(trust("list_tickets", "", "asked"))).isEqualTo(400);
        assertThat(Raw.status(trust("get_ticket", shown, "asked"))).isEqualTo(404);
        assertThat(trust("list_tickets", "sha256:other", "asked"))
                .startsWith("HTTP/1.1 409")
                .contains("fingerprint-differs");
        assertThat(trust("list_tickets", shown, "pinned"))
                .startsWith("HTTP/1.1 409")
                .contains("pinned-by-configuration");
        assertThat(gateway.told).isEmpty();
        assertThat(Raw.status(trust("list_tickets", shown, "asked"))).isEqualTo(200);
        assertThat(gateway.told).containsExactly("trust list_tickets by " + me() + ": asked");
    }

    private String trust(String tool, String fingerprint, String reason) throws IOException {
        String body = "{\"target\":\"helpdesk\",\"tool\":\"" + tool + "\",\"fingerprint\":\"" + fingerprint
                + "\",\"reason\":\"" + reason + "\"}";
        return raw.ask("POST", "/v1/tools/approve", Role.APPROVE, body);
    }

    private String approve(String hold, String fingerprint) throws IOException {
        return raw.ask(
                "POST",
                "/v1/holds/" + hold + "/approve",
                Role.APPROVE,
                "{\"fingerprint\":\"" + fingerprint + "\",\"reason\":\"asked\"}");
    }

    private static String me() throws IOException {
        return Files.getOwner(Files.createTempFile("who", "")).getName();
    }

    @Test
    void sensitiveStatementsAreForApprovers_R21() throws IOException {
        assertThat(raw.ask("GET", "/v1/holds", Role.READ, ""))
                .contains("UPDATE tickets")
                .doesNotContain("SELECT ssn");
        assertThat(raw.ask("GET", "/v1/holds", Role.APPROVE, "")).contains("SELECT ssn");
    }

    @Test
    void switchingObserveOnNeedsItsOwnRole_R20() throws IOException {
        gateway.onReload((_, mayObserve) -> mayObserve
                ? new Reload.Loaded("1111111111111111", true)
                : new Reload.ObserveNotAllowed(List.of("access[0]")));
        assertThat(raw.ask("POST", "/v1/reload", Role.CONFIGURE, ""))
                .startsWith("HTTP/1.1 403")
                .contains("observe-not-allowed", "access[0]");
        assertThat(raw.ask("POST", "/v1/reload", Role.OBSERVE, "")).startsWith("HTTP/1.1 200");
    }

    @Test
    void aRejectedConfigurationIsToldWithEveryFault() throws IOException {
        gateway.onReload((_, _) -> new Reload.Rejected(List.of(new Reload.Fault("access[0].to", 7, "no such target"))));
        assertThat(raw.ask("POST", "/v1/reload", Role.CONFIGURE, ""))
                .startsWith("HTTP/1.1 422")
                .contains("\"path\":\"access[0].to\",\"line\":7");
    }

    @Test
    void whatCannotBeReadIsToldAndABugIsNot() throws IOException {
        gateway.onReload((_, _) -> {
            throw new IOException("cannot be read: `sallyport.yaml`");
        });
        assertThat(raw.ask("POST", "/v1/reload", Role.CONFIGURE, "")).contains("500", "`sallyport.yaml`");
        gateway.onReload((_, _) -> {
            throw new IllegalStateException("secret inside");
        });
        assertThat(raw.ask("POST", "/v1/reload", Role.CONFIGURE, ""))
                .contains("internal-error")
                .doesNotContain("secret inside");
    }

    @Test
    void unknownIsCountedInTheMetrics_R11() throws IOException {
        assertThat(Raw.body(raw.ask("GET", "/v1/metrics", Role.READ, "")))
                .contains(
                        "# TYPE sallyport_actions_judged_total counter\nsallyport_actions_judged_total 400\n",
                        "sallyport_actions_unknown_total 10\n",
                        "sallyport_actions_unknown_ratio 0.025\n",
                        "sallyport_sessions_open{target=\"crm\"} 2\n");
    }

    @Test
    void routesAndMethodsThatAreNotThereAreToldSo() throws IOException {
        assertThat(Raw.status(raw.ask("GET", "/v1/nothing", Role.READ, ""))).isEqualTo(404);
        assertThat(Raw.status(raw.ask("GET", "/v1/sessions/a%2Fb", Role.READ, "")))
                .isEqualTo(404);
        assertThat(raw.ask("POST", "/v1/health", Role.READ, ""))
                .startsWith("HTTP/1.1 405")
                .contains("use GET");
        assertThat(Raw.status(raw.ask("DELETE", "/v1/sessions/s-9", Role.APPROVE, "")))
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                         | 400",
                "{\"reason\":1}             | 400",
                "{\"other\":\"x\"}          | 400",
                "{\"reason\":\"a\",\"reason\":\"b\"} | 400",
                "{                          | 400",
                "{\"reason\":\"looks wrong\"} | 200"
            })
    void bodiesAreReadStrictly(String body, int status) throws IOException {
        assertThat(Raw.status(raw.ask("DELETE", "/v1/sessions/s-1", Role.APPROVE, body)))
                .isEqualTo(status);
    }

    @Test
    void otherMediaTypesAreNotRead() throws IOException {
        String answer = raw.ask("DELETE", "/v1/sessions/s-1", "Bearer " + raw.token(Role.APPROVE), "text/plain", "{}");
        assertThat(Raw.status(answer)).isEqualTo(415);
    }

    @Test
    void everySizeHasALimit() throws IOException {
        String bearer = "Bearer " + raw.token(Role.APPROVE);
        assertThat(Raw.status(raw.ask("GET", "/" + "x".repeat(5000), bearer, "", "")))
                .isEqualTo(414);
        assertThat(Raw.status(raw.ask("GET", "/v1/health", "x".repeat(10_000), "", "")))
                .isEqualTo(431);
        assertThat(Raw.status(raw.ask("DELETE", "/v1/sessions/s-1", bearer, "application/json", "x".repeat(70_000))))
                .isEqualTo(413);
        assertThat(Raw.status(raw.ask("DELETE", "/v1/sessions/s-1", bearer, "application/json", "[".repeat(60_000))))
                .isEqualTo(400);
    }

    @Test
    void whoSaysNothingIsSentAway() throws IOException {
        server.close();
        server = limited(32, Duration.ofMillis(200), Duration.ofSeconds(5));
        assertThat(Raw.status(raw.begin("GET /v1/hea"))).isEqualTo(408);
    }

    @Test
    void whoHangsUpHalfwayHearsNothing() throws IOException {
        assertThat(raw.send("GET /v1/hea".getBytes(StandardCharsets.US_ASCII))).isEmpty();
    }

    @Test
    void workThatTakesTooLongIsAnsweredAnyway() throws IOException {
        server.close();
        server = limited(32, Duration.ofSeconds(5), Duration.ofMillis(200));
        CountDownLatch never = new CountDownLatch(1);
        gateway.onReload((_, _) -> {
            never.await();
            throw new AssertionError("nobody lets it go");
        });
        assertThat(Raw.status(raw.ask("POST", "/v1/reload", Role.CONFIGURE, "")))
                .isEqualTo(504);
    }

    @Test
    void oneMoreThanFitIsToldSo() throws IOException {
        server.close();
        server = limited(0, Duration.ofSeconds(5), Duration.ofSeconds(5));
        assertThat(Raw.status(raw.ask("GET", "/v1/health", Role.READ, ""))).isEqualTo(503);
    }

    private AdminServer limited(int connections, Duration request, Duration answer) throws IOException {
        return start(new AdminSettings(
                folder.resolve("state/admin.sock"),
                folder.resolve("state/tokens"),
                List.of(),
                new AdminSettings.Limits(connections, 4096, 8192, 65_536, request, answer)));
    }

    @Test
    void twoGatewaysDoNotShareASocket() {
        assertThatThrownBy(this::start).isInstanceOf(IOException.class).hasMessageContaining("another gateway answers");
    }

    @Test
    void whatAKilledGatewayLeftIsRemovedAndWhatIsNoSocketIsNot() throws IOException {
        server.close();
        assertThat(server.socket()).doesNotExist();
        try (var left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(server.socket()));
        }
        assertThat(server.socket()).exists();
        start();
        server.close();
        Files.writeString(server.socket(), "mine");
        assertThatThrownBy(this::start).hasMessageContaining("is not a socket");
        Files.delete(server.socket());
    }

    @Test
    void foldersAndTokensThatOthersCanOpenAreRefused_R22() throws IOException {
        server.close();
        Path token = folder.resolve("state/tokens/read.token");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(this::start).hasMessageContaining("set its mode to 0600");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(folder.resolve("state"), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(this::start).hasMessageContaining("set its mode to 0700");
    }

    @Test
    void aTokenThatIsAlmostEmptyIsNone() throws IOException {
        server.close();
        Files.writeString(folder.resolve("state/tokens/read.token"), "\n");
        assertThatThrownBy(this::start).hasMessageContaining("holds no token");
    }

    @Test
    void aPathThatTheSystemCannotBindIsToldBefore() {
        AdminSettings deep =
                new AdminSettings(folder.resolve("x".repeat(100) + "/admin.sock"), folder.resolve("tokens"));
        assertThatThrownBy(() -> start(deep)).hasMessageContaining("choose a shorter one");
    }
}
