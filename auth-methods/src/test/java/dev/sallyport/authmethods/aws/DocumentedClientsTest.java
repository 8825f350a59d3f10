package dev.sallyport.authmethods.aws;

import static dev.sallyport.authmethods.aws.Aws.TRIAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.testkit.aws.SigningSts;
import dev.sallyport.testkit.aws.StsPrincipal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The snippets of docs/auth-methods/aws.md, run as they stand there: two signers that are not AWS's for Java.
class DocumentedClientsTest {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final StsPrincipal USER = StsPrincipal.user(Aws.ACCOUNT, "agents/triage");

    @TempDir
    Path folder;

    @Test
    void python_without_packages_signs_for_a_role_and_a_user() throws Exception {
        assumeTrue(runs("import hmac"), "skipped: no python3 on the PATH");
        String snippet = snippet(0);
        accepted(text(snippet, TRIAGE), TRIAGE);
        accepted(text(snippet, USER), USER);
    }

    @Test
    void boto_signs_an_address() throws Exception {
        assumeTrue(runs("import boto3"), "skipped: no python3 with boto3 on the PATH");
        String snippet = snippet(1);
        accepted(text(snippet, TRIAGE), TRIAGE);
        accepted(text(snippet, USER), USER);
    }

    private static void accepted(String text, StsPrincipal principal) throws Exception {
        try (SigningSts sts = SigningSts.start(CLOCK)) {
            sts.knows(principal);
            try (AwsAuthMethod method = new AwsAuthMethod(Aws.settings(sts), Aws.START)) {
                Authentication answer = method.authenticate(new BearerToken(text), CLOCK.instant());
                assertThat(answer).isInstanceOf(Proven.class);
                assertThat(((Proven) answer).workload().subject()).isEqualTo(principal.arn());
            }
        }
    }

    private String text(String snippet, StsPrincipal principal) throws Exception {
        Path script = Files.writeString(folder.resolve("snippet.py"), snippet);
        return run(List.of("python3", script.toString()), principal).strip();
    }

    private static String snippet(int index) throws IOException {
        Path docs = Path.of("../docs/auth-methods/aws.md");
        return Files.readString(docs).split("```python\n", -1)[index + 1].split("```", 2)[0];
    }

    private static boolean runs(String line) throws Exception {
        try {
            run(List.of("python3", "-c", line), TRIAGE);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static String run(List<String> command, StsPrincipal principal) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "SALLYPORT_AUDIENCE",
                        Aws.AUDIENCE,
                        "AWS_REGION",
                        "eu-central-1",
                        "AWS_EC2_METADATA_DISABLED",
                        "true",
                        "AWS_ACCESS_KEY_ID",
                        principal.accessKey(),
                        "AWS_SECRET_ACCESS_KEY",
                        principal.secretKey()));
        builder.environment().remove("AWS_SESSION_TOKEN");
        if (!principal.sessionToken().isEmpty()) {
            builder.environment().put("AWS_SESSION_TOKEN", principal.sessionToken());
        }
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("no end within " + Duration.ofSeconds(30));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IOException(output);
            }
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
