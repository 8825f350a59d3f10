package dev.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.GrammarSettings;
import dev.sallyport.grammar.http.GrammarSettings.Protocols;
import dev.sallyport.http.target.CredentialSettings.Basic;
import dev.sallyport.http.target.CredentialSettings.Header;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs as they are installed: nothing is changed in them but where they go and what they show.
@Timeout(180)
class ClientsTest {

    private static final String SECRET = "sk-live-0123456789";
    private static final Header CREDENTIAL = new Header("authorization", "Bearer ", Secret.of(SECRET));

    @TempDir
    @Nullable
    Path temp;

    private Path folder() {
        return java.util.Objects.requireNonNull(temp);
    }

    private static GrammarSettings git() {
        GrammarSettings plain = GrammarSettings.of("api");
        return new GrammarSettings(
                "api",
                List.of(),
                null,
                List.of(),
                List.of(),
                new Protocols("", false, true, Map.of()),
                plain.override(),
                plain.rules(),
                plain.bodies(),
                plain.statement(),
                plain.arguments(),
                Map.of(),
                false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2"})
    void curl(String version) throws Exception {
        OwnAuthority own = OwnAuthority.in(folder());
        try (ApiServer server = new ApiServer();
                ApiStage stage = new ApiStage(server.port(), CREDENTIAL, GrammarSettings.of("api"), own.face(), null)) {
            Program program = new Program(folder(), Map.of());
            String base = "https://localhost:" + stage.port() + "/api";
            String got = program.run(
                    "curl",
                    "-sS",
                    "-m",
                    "30",
                    version,
                    "--cacert",
                    own.pem().toString(),
                    "-w",
                    " %{http_version}",
                    "-H",
                    "Authorization: Bearer good",
                    base + "/v1/customers/7");
            assertThat(got).contains("Ada").endsWith(version.equals("--http2") ? " 2" : " 1.1");
            String posted = program.run(
                    "curl",
                    "-sS",
                    "-m",
                    "30",
                    version,
                    "--cacert",
                    own.pem().toString(),
                    "-w",
                    "%{http_code}",
                    "-u",
                    "p:good",
                    "--json",
                    "{\"name\":\"Ada\"}",
                    base + "/v1/customers");
            assertThat(posted).endsWith("200");
            String denied = program.run(
                    "curl",
                    "-sS",
                    "-m",
                    "30",
                    version,
                    "--cacert",
                    own.pem().toString(),
                    "-H",
                    "Authorization: Bearer good",
                    "-X",
                    "DELETE",
                    base + "/v1/customers/7?deny!");
            assertThat(denied).contains("script.deny");
            assertThat(server.asked())
                    .extracting(ApiServer.Asked::authorization)
                    .containsExactly("Bearer " + SECRET, "Bearer " + SECRET);
            assertThat(server.asked().get(1).body()).isEqualTo("{\"name\":\"Ada\"}");
        }
    }

    /// `HTTPS_PROXY` and an authority to trust are all that a program needs.
    @Test
    void curlThroughTheProxy() throws Exception {
        OwnAuthority own = OwnAuthority.in(folder());
        try (ApiServer server = ApiServer.over(own.server());
                ApiStage stage = new ApiStage(
                        server.port(), CREDENTIAL, GrammarSettings.of("api"), own.face(), own.upstream())) {
            Program program = new Program(
                    folder(),
                    Map.of(
                            "HTTPS_PROXY",
                            "https://purpose:good@localhost:" + stage.port(),
                            "NO_PROXY",
                            "",
                            "no_proxy",
                            ""));
            String got = program.run(
                    "curl",
                    "-sS",
                    "-m",
                    "30",
                    "--cacert",
                    own.pem().toString(),
                    "--proxy-cacert",
                    own.pem().toString(),
                    "-H",
                    "Authorization: Bearer placeholder",
                    "https://localhost:" + server.port() + "/v1/customers/7");
            assertThat(got).contains("Ada");
            assertThat(server.asked().getFirst().authorization()).isEqualTo("Bearer " + SECRET);
            assertThat(stage.gate.approaches().getFirst().purpose().name()).isEqualTo("purpose");
        }
    }

    @Test
    void nodesFetch() throws Exception {
        OwnAuthority own = OwnAuthority.in(folder());
        try (ApiServer server = new ApiServer();
                ApiStage stage = new ApiStage(server.port(), CREDENTIAL, GrammarSettings.of("api"), own.face(), null)) {
            String base = "https://localhost:" + stage.port() + "/api";
            Path script = Files.writeString(folder().resolve("agent.mjs"), """
                    const headers = { authorization: 'Bearer good' }
                    const all = await Promise.all([1, 2, 3].map(i => fetch('%1$s/v1/customers/' + i, { headers })))
                    for (const one of all) console.log(one.status, (await one.json()).name)
                    const stream = new Blob(['{"a":', '1}']).stream()
                    const sent = await fetch('%1$s/v1/customers', { method: 'POST', headers:
                        { ...headers, 'content-type': 'application/json' }, body: stream, duplex: 'half' })
                    console.log(sent.status)
                    const denied = await fetch('%1$s/x?deny!', { headers })
                    console.log(denied.status, (await denied.json()).rule)
                    """.formatted(base));
            String said = new Program(
                            folder(), Map.of("NODE_EXTRA_CA_CERTS", own.pem().toString()))
                    .run("node", script.toString());
            assertThat(said.lines()).containsExactly("200 Ada", "200 Ada", "200 Ada", "200", "403 script.deny");
            assertThat(server.asked().getLast().body()).isEqualTo("{\"a\":1}");
        }
    }

    @Test
    void gitOverHttps() throws Exception {
        OwnAuthority own = OwnAuthority.in(folder());
        Path repositories = Files.createDirectory(folder().resolve("repositories"));
        Program program = new Program(
                folder(),
                Map.of(
                        "GIT_SSL_CAINFO", own.pem().toString(),
                        "GIT_TERMINAL_PROMPT", "0",
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "HOME", folder().toString(),
                        "GIT_AUTHOR_NAME", "a",
                        "GIT_AUTHOR_EMAIL", "a@b",
                        "GIT_COMMITTER_NAME", "a",
                        "GIT_COMMITTER_EMAIL", "a@b"));
        program.run("git", "init", "-q", "--bare", "-b", "main", "repositories/team/tool.git");
        program.run("git", "-C", "repositories/team/tool.git", "config", "http.receivepack", "true");
        try (GitServer server = new GitServer(repositories, SECRET);
                ApiStage stage =
                        new ApiStage(server.port(), new Basic("git", Secret.of(SECRET)), git(), own.face(), null)) {
            String url = "https://token:good@localhost:" + stage.port() + "/api/team/tool.git";
            program.run("git", "clone", "-q", url, "work");
            Files.writeString(folder().resolve("work/file"), "x".repeat(200_000));
            program.run("git", "-C", "work", "add", "file");
            program.run("git", "-C", "work", "commit", "-q", "-m", "first");
            program.run("git", "-C", "work", "push", "-q", "origin", "HEAD:main");
            program.run("git", "clone", "-q", url, "again");
            assertThat(folder().resolve("again/file")).hasContent("x".repeat(200_000));
            assertThat(stage.gate.actions())
                    .extracting(Action::operations)
                    .allSatisfy(operations ->
                            assertThat(operations).noneMatch(operation -> operation.verb() == Verb.UNKNOWN));
            assertThat(stage.gate.faults()).isEmpty();
        }
    }
}
