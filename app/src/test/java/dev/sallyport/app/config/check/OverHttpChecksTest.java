package dev.sallyport.app.config.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.config.Given;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an operator reads about targets over HTTP that cannot work, or not as they should.
class OverHttpChecksTest {

    private static final String HTTP = "http: { address: \"https://api.example\" }";

    private static final String CONFIGURATION = """
            listen: { http: 127.0.0.1:8443 }
            tls: { certificate: sallyport.crt, key: "file:sallyport.key" }
            authMethods:
              pods: { oidc: { issuer: "https://issuer.example", audience: sallyport } }
            targets:
              api:
                http: { address: "https://api.example" }
                roles: { agent: [ "GET /customers/*" ] }
            access:
              - { from: pods, to: api, as: agent, purposes: [look] }
            purposes:
              look:
                description: look at customers
                allow:
                  - { read: api/customers, hold: true }
            """;

    @TempDir
    Path folder;

    private Given given;

    @BeforeEach
    void given() {
        given = Given.in(folder);
        given.file("sallyport.crt", "", "rw-r--r--");
        given.file("sallyport.key", "", "rw-------");
    }

    private List<String> problems(String yaml) {
        return given.problems(yaml).stream()
                .map(problem -> problem.replaceAll(" \\(line.*", ""))
                .toList();
    }

    private List<String> with(String protocol) {
        return problems(CONFIGURATION.replace(HTTP, protocol)).stream()
                .filter(problem -> !problem.contains("never works"))
                .toList();
    }

    /// A role whose words do not name resources does not make purposes unreachable.
    @Test
    void aTargetOverHttpNeedsNoOtherListener() {
        assertThat(with(HTTP)).isEmpty();
    }

    @Test
    void itNeedsAnAddressToBeReachedAt() {
        assertThat(problems(
                        CONFIGURATION.replace("listen: { http: 127.0.0.1:8443 }", "listen: { postgres: 127.0.0.1:1 }")))
                .contains("listen.http: missing, give the address where agents reach `targets.api`");
        assertThat(problems(Given.PLAIN.replace("listen: { postgres: 127.0.0.1:6432 }", "listen: {}")))
                .containsExactly("listen.postgres: missing, give the address where agents reach `targets.crm`");
    }

    /// R17: proofs never leave the machine in clear text.
    @Test
    void clearTextStaysOnTheMachine() {
        String plain = CONFIGURATION
                .replace("http: 127.0.0.1:8443", "plain: 10.0.0.1:8118")
                .replace("example\" }\n    roles", "example\", clearText: allow }\n    roles");
        assertThat(problems(plain))
                .contains("listen.plain: must be a loopback address, there is no TLS: `10.0.0.1:8118`");
        assertThat(problems(plain.replace("10.0.0.1", "127.0.0.1"))).noneMatch(problem -> problem.startsWith("listen"));
        assertThat(problems(plain.replace("10.0.0.1", "127.0.0.1").replace(", clearText: allow", "")))
                .contains("listen.http: missing, give the address where agents reach `targets.api`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http: { address: 'http://api.example', credential: { basic: { user: a, password: 'file:crm-admin' } } }"
                        + " | targets.api.http.address: must be `https:`, except on this machine: a credential never"
                        + " travels in clear text: `http://api.example`",
                "http: { address: 'http://api.example' } | targets.api.http.address: everything can be read on the way,"
                        + " use `https:`: `http://api.example`",
                "http: { address: 'https://u:p@api.example' } | targets.api.http.address: must be an address without"
                        + " user, query or fragment, a credential has its own key",
                "http: { address: 'https://api.example', graphql: graphql } | targets.api.http.graphql: must be a path"
                        + " that starts with `/`: `graphql`",
                "http: { address: 'https://api.example', credential: { header: { name: 'Host', value: 'file:crm-admin' }"
                        + " } } | targets.api.http.credential.header.name: belongs to the message and not to whom it is"
                        + " from: `Host`",
                "http: { address: 'https://api.example', credential: { header: { name: 'a b', value: 'file:crm-admin' }"
                        + " } } | targets.api.http.credential.header.name: must be the name of a header: `a b`",
                "http: { address: 'https://api.example', credential: { basic: { user: 'a:b', password: 'file:crm-admin'"
                        + " } } } | targets.api.http.credential.basic.user: must not hold a colon: `a:b`",
                "http: { address: 'https://api.example', credential: { query: { name: 'a&b', value: 'file:crm-admin' } }"
                        + " } | targets.api.http.credential.query.name: must be a name of letters, digits, `.`, `_`, `~`"
                        + " and `-`: `a&b`",
                "http: { address: 'https://api.example', credential: { oauth: { token: 'http://as.example', clientId: a,"
                        + " clientSecret: 'file:crm-admin' } } } | targets.api.http.credential.oauth.token: must be"
                        + " `https:`, except on this machine: `http://as.example`",
                "http: { address: 'https://api.example', credential: { header: { value: 'file:nowhere' } } } |"
                        + " targets.api.http.credential.header.value: the secret file does not exist:"
                        + " `file:FOLDER/nowhere`",
                "http: { address: 'https://api.example', openapi: nowhere.json } | targets.api.http.openapi: the file"
                        + " does not exist: `FOLDER/nowhere.json`",
                "http: { address: 'https://api.example', hosts: 'a:80' } | targets.api.http.hosts: must be a host name"
                        + " such as `api.example.com`: `a:80`",
                "llm: { dialect: openai } | targets.api.llm.key: missing, so the provider is asked without one",
                "llm: { dialect: openai, key: 'file:crm-admin', address: 'http://models.example' } |"
                        + " targets.api.llm.address: must be `https:`, except on this machine: a credential never travels"
                        + " in clear text: `http://models.example`",
                "mcp: {} | targets.api.mcp: give one of `address` and `command`: a server that is reached, or one that is"
                        + " run",
                "mcp: { address: 'https://m.example', user: mcp } | targets.api.mcp.user: belongs to `command`, take it"
                        + " out",
                "mcp: { command: /bin/mcp, user: mcp, forward: true } | targets.api.mcp.forward: belongs to `address`,"
                        + " take it out",
                "mcp: { command: mcp, user: mcp } | targets.api.mcp.command: must be an absolute path: `mcp`",
                "mcp: { command: /bin/mcp } | targets.api.mcp.user: missing, name the system's user that the program runs"
                        + " as; `gateway` for the gateway's own",
                "mcp: { command: /bin/mcp, user: gateway } | targets.api.mcp.user: the program can read whatever the"
                        + " gateway can, its secrets too: give it a user of its own: `gateway`",
                "mcp: { command: /bin/mcp, user: mcp, env: { A: b }, secretEnv: { A: 'file:crm-admin' } } |"
                        + " targets.api.mcp.secretEnv.A: stands in `env` too, keep one",
                "mcp: { address: 'https://m.example', pinned: { t: 'sha256:12' } } | targets.api.mcp.pinned.t: must be"
                        + " `sha256:` and 64 hex digits: `sha256:12`",
            })
    void aWrongTargetIsToldWithWhatToDo(String protocol, String message) {
        assertThat(with(protocol)).containsExactly(message.replace("FOLDER", folder.toString()));
    }

    /// Taken in silence, they would promise what nobody keeps.
    @Test
    void keysOfPostgresTargetsAreRefused() {
        assertThat(problems(CONFIGURATION.replace(
                        HTTP, HTTP + "\n    limits: { statementTimeout: 5s }\n    lease: { warm: 3 }")))
                .containsExactly(
                        "targets.api.limits: belongs to `postgres` targets, take it out",
                        "targets.api.lease.warm: belongs to `postgres` targets, take it out");
    }

    @Test
    void noTwoTargetsHaveOneName() {
        String two = CONFIGURATION.replace(
                "  api:\n",
                "  other:\n    http: { address: \"https://api.example\", forward: true, hosts: a.example }\n"
                        + "    roles: {}\n  api:\n");
        String both = two.replace(HTTP, "http: { address: \"https://api.example\", forward: true, hosts: A.example }");
        assertThat(problems(both))
                .containsExactlyInAnyOrder(
                        "targets.api.http.hosts: leads to `targets.other.http.hosts` already, keep one: `a.example`",
                        "targets.api.http.forward: leads to `targets.other.http.forward` already, keep one:"
                                + " `https://api.example`");
    }

    @Test
    void theSessionEndpointsPathsAreTaken() {
        assertThat(problems(CONFIGURATION.replace("api:", "oauth2:").replace("to: api", "to: oauth2")))
                .contains("targets.oauth2: the name is taken: the session endpoint answers at `/oauth2/`");
    }
}
