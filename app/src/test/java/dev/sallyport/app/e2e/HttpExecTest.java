package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `sallyport exec`, as a process: curl knows nothing of the gateway but its environment.
@Timeout(180)
class HttpExecTest {

    private static ShopStage stage;

    @BeforeAll
    static void play() throws Exception {
        stage = ShopStage.play(
                yaml -> yaml.replace("hosts: shop.example\n", "hosts: shop.example\n      forward: true\n"));
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    /// @return what exec and its command said, and at the end the exit code
    private static String exec(List<String> targets, String script) throws IOException, InterruptedException {
        Path proof = Files.writeString(Files.createTempFile(stage.folder(), "proof", ""), stage.token("exec"));
        Path output = Files.createTempFile(stage.folder(), "exec", ".out");
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sallyport.app.Main",
                "exec",
                "--gateway",
                "https://localhost:" + stage.http(),
                "--ca",
                stage.certificate().toString(),
                "--purpose",
                "support",
                "--proof",
                "file:" + proof));
        targets.forEach(target -> words.addAll(List.of("--target", target)));
        words.addAll(List.of("--", "sh", "-c", script));
        Process process = new ProcessBuilder(words)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(90, TimeUnit.SECONDS);
            return Files.readString(output) + (ended ? process.exitValue() : -1);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aTargetsAddressAndTokenAreInTheEnvironment() throws Exception {
        String said = exec(
                List.of("shop"),
                "curl -sS --max-time 20 -H \"Authorization: Bearer $SALLYPORT_TOKEN_SHOP\" $SALLYPORT_SHOP_URL/customers/1;"
                        + " curl -sS --max-time 20 -H \"Authorization: Bearer $(cat $SALLYPORT_TOKEN_FILE_SHOP)\""
                        + " $SALLYPORT_SHOP_URL/customers/2; stat -c %a $SALLYPORT_TOKEN_FILE_SHOP; env | grep -c ^PG");
        assertThat(said).contains("\"path\":\"/customers/1\"", "\"path\":\"/customers/2\"", "600\n0\n");
    }

    /// Nothing is given to the command but the proxy and whom to trust; the address is the real one.
    @Test
    void aCommandThatKnowsProxiesAloneIsMediated() throws Exception {
        // this machine itself is not asked through a proxy, so what a test can reach needs to be
        String said = exec(
                List.of("vault"),
                "export NO_PROXY= no_proxy=; curl -sS --max-time 20 https://localhost:" + stage.vault.port()
                        + "/customers/3; curl -sS --max-time 20 https://bank.example/ 2>&1; echo");
        assertThat(said).contains("\"path\":\"/customers/3\"", "403").doesNotContain("eyJ");
        assertThat(stage.vault.asked()).contains("GET /customers/3");
    }

    /// R17: the proxy's token opens every target of the task that is reached through the proxy, and only there.
    @Test
    void oneProxyServesEveryTargetOfTheTask() throws Exception {
        String said = exec(
                List.of("vault", "shop"),
                "export NO_PROXY= no_proxy=; curl -sS --max-time 20 https://localhost:" + stage.vault.port()
                        + "/customers/4; curl -sS --max-time 20 http://127.0.0.1:" + stage.shop.port()
                        + "/customers/5; unset HTTPS_PROXY https_proxy;"
                        + " curl -sS --max-time 20 -H \"Authorization: Bearer $(cat $SALLYPORT_PROXY_TOKEN_FILE)\""
                        + " $SALLYPORT_SHOP_URL/customers/6");
        assertThat(said)
                .contains("\"path\":\"/customers/4\"", "\"path\":\"/customers/5\"")
                .contains("this session token is for the gateway as a proxy")
                .doesNotContain("eyJ");
        assertThat(stage.vault.asked()).contains("GET /customers/4");
        assertThat(stage.shop.asked()).contains("GET /customers/5").doesNotContain("GET /customers/6");
    }

    @Test
    void aTargetThatIsNotThereIsSaid() throws Exception {
        assertThat(exec(List.of("nowhere"), "echo started"))
                .contains("it has no such target: `nowhere`")
                .doesNotContain("started\n");
    }
}
