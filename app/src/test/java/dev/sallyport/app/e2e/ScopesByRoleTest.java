package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The scopes of an access token (RFC 9068) choose the role: one auth method for each scope, of one issuer, the one
/// that may do more first.
@Timeout(120)
class ScopesByRoleTest {

    private static final String METHODS = """
              writers: { oauth: { issuer: "ISSUER", audience: sallyport, scopes: [crm.read, crm.write] } }
              readers: { oauth: { issuer: "ISSUER", audience: sallyport, scopes: crm.read } }
            targets:
            """;

    private static final String ACCESS = """
            access:
              - { from: writers, to: shop, as: writer, purposes: [support] }
              - { from: readers, to: shop, as: reader, purposes: [support] }
            """;

    private static final String ROLES = """
                  writer: [ "GET /customers/*", "PATCH /tickets/*" ]
                  reader: [ "GET /customers/*" ]
            """;

    private static ShopStage stage;

    @BeforeAll
    static void play() throws Exception {
        stage = ShopStage.play(yaml -> yaml.replace("targets:\n", METHODS.replace("ISSUER", issuer(yaml)))
                .replace("audience: sallyport } }\n  writers", "audience: elsewhere } }\n  writers")
                .replace("access:\n  - { from: pods, to: shop, as: agent, purposes: [support] }\n", ACCESS)
                .replace("      agent: [ \"GET /customers/*\", \"GET /orders\", \"PATCH /tickets/*\" ]\n", ROLES));
    }

    private static String issuer(String yaml) {
        String start = "issuer: \"";
        int at = yaml.indexOf(start) + start.length();
        return yaml.substring(at, yaml.indexOf('"', at));
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    private static String ask(String scopes, String... request) throws Exception {
        String[] all = java.util.Arrays.copyOf(request, request.length + 2);
        all[request.length] = "-H";
        all[request.length + 1] = "Authorization: Bearer " + stage.accessToken("copilot", scopes);
        return stage.curl(all).out();
    }

    private static String[] change() {
        return new String[] {
            "-X", "PATCH", "-H", "Content-Type: application/json", "-d", "{}", address("/tickets/7"),
        };
    }

    private static String address(String path) {
        return "https://localhost:" + stage.http() + "/shop" + path;
    }

    @Test
    void whoMayWriteWrites() throws Exception {
        assertThat(ask("crm.read crm.write", change()))
                .contains("\"path\":\"/tickets/7\"")
                .endsWith("\n200");
    }

    @Test
    void whoMayReadReadsAndDoesNotWrite() throws Exception {
        assertThat(ask("crm.read", address("/customers/1")))
                .contains("\"path\":\"/customers/1\"")
                .endsWith("\n200");
        assertThat(ask("crm.read", change()))
                .contains("targets.shop.roles.reader")
                .endsWith("\n403");
        assertThat(stage.shop.asked()).containsOnlyOnce("GET /customers/1");
    }

    @Test
    void anotherScopeOpensNothing() throws Exception {
        assertThat(ask("mail.read", address("/customers/2")))
                .contains("CONDITION_NOT_MET")
                .endsWith("\n401");
        assertThat(stage.shop.asked()).doesNotContain("GET /customers/2");
    }
}
