package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.aws.SigningSts;
import dev.sallyport.testkit.aws.StsPrincipal;
import dev.sallyport.testkit.identity.SpiffeAuthority;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.TrailRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `sallyport exec`, as a process, finds the proof of its platform and opens several targets at once; psql knows
/// nothing of it.
@Timeout(180)
class ExecProofsTest {

    private static final String AUDIENCE = "gateway.example";
    private static final String ID = "spiffe://example.org/ns/support/triage";
    private static final String READ = "psql --no-psqlrc -Atc 'SELECT name FROM customers WHERE id = 42'";
    private static final String OTHER =
            "psql --no-psqlrc service=archive -Atc 'SELECT name FROM customers WHERE id = 43'";
    private static final StsPrincipal FUNCTION = StsPrincipal.assumedRole("111122223333", "triage", "i-1");

    private static final String RULES = """
            access:
              - { name: pods, from: support-pods, to: crm, as: support, purposes: [resolve-ticket] }
              - { name: pods-archive, from: support-pods, to: archive, as: support, purposes: [resolve-ticket] }
              - { name: functions, from: functions, to: crm, as: support, purposes: [resolve-ticket] }
              - { name: functions-archive, from: functions, to: archive, as: support, purposes: [resolve-ticket] }
            purposes:
              resolve-ticket:
                description: answer the one customer a support ticket is about
                allow:
                  - { read: crm/customers, keyedBy: [id], atMost: { perAction: 5 } }
                  - { read: archive/customers, keyedBy: [id], atMost: { perAction: 5 } }
            """;

    @TempDir
    private static Path folder;

    private static E2eStage stage;
    private static SigningSts sts;
    private static SpiffeAuthority domain;

    @BeforeAll
    static void play() throws Exception {
        stage = E2eStage.set(Files.createDirectory(folder.resolve("database")), RULES);
        sts = SigningSts.start(stage::now);
        sts.knows(FUNCTION);
        domain = SpiffeAuthority.of("example.org", stage.now());
        stage.write("bundle.json", SpiffeAuthority.bundleJson(1, 60, domain));
        stage.configure(RULES, ExecProofsTest::configured);
        stage.start();
        Endpointed.passTheSecondOfTheStart();
    }

    private static String configured(String yaml) {
        String methods = "spiffe: { trustDomain: example.org, paths: /ns/support/**, audience: " + AUDIENCE
                + ", bundle: 'file:bundle.json' }\n  functions:\n    aws: { audience: " + AUDIENCE
                + ", accounts: '111122223333', roles: triage, regions: eu-central-1, endpoint: '" + sts.endpoint()
                + "' }";
        String archive = "  archive:\n    postgres: { address: \"127.0.0.1:"
                + stage.database().port()
                + "\", database: postgres, admin: \"file:crm-admin\", tls: disable }\n"
                + "    roles: { support: [ \"SELECT ON customers\" ] }\naccess:";
        return Endpointed.with(yaml)
                .replaceFirst("oidc: .*", methods)
                .replaceFirst(" *where: .*\n", "")
                .replaceFirst("access:", archive);
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
        sts.close();
    }

    private static ExecRun exec(Map<String, String> environment, String command, String... targets) throws Exception {
        List<String> options = new ArrayList<>(List.of("--audience", AUDIENCE));
        for (String target : targets) options.addAll(List.of("--target", target));
        return ExecRun.of(stage, folder, environment, options, "sh", "-c", command);
    }

    /// The proof is looked for in every place: none is named.
    @Test
    void aSpiffeAgentsSocketAndTwoTargets() throws Exception {
        Path socket = folder.resolve("agent.sock");
        try (WorkloadApi _ = new WorkloadApi(socket, ExecProofsTest::svid);
                ExecRun exec = exec(
                        Map.of("SPIFFE_ENDPOINT_SOCKET", "unix://" + socket),
                        READ + "; " + OTHER + "; wc -l < $PGPASSFILE; exit 3",
                        "crm",
                        "archive")) {
            assertThat(exec.code()).as(exec.said()).isEqualTo(3);
            assertThat(exec.said()).isEqualTo("Customer 42\nCustomer 43\n2\n");
        }
        over(ID, List.of("crm", "archive"));
    }

    private static String svid(String audience) {
        return domain.jwtSvid("/ns/support/triage")
                .audience(audience)
                .validFor(Duration.ofMinutes(5))
                .sign();
    }

    /// The keys stay with exec: the gateway gets a signed request.
    @Test
    void credentialsOfAwsInTheEnvironmentAndTwoTargets() throws Exception {
        Map<String, String> aws = Map.of(
                "AWS_ACCESS_KEY_ID", FUNCTION.accessKey(),
                "AWS_SECRET_ACCESS_KEY", FUNCTION.secretKey(),
                "AWS_SESSION_TOKEN", FUNCTION.sessionToken(),
                "AWS_REGION", "eu-central-1");
        try (ExecRun exec = exec(aws, OTHER + "; " + READ.replace("-Atc", "service=crm -Atc"), "archive", "crm")) {
            assertThat(exec.code()).as(exec.said()).isZero();
            assertThat(exec.said()).isEqualTo("Customer 43\nCustomer 42\n");
        }
        over("assumed-role/triage/i-1", List.of("archive", "crm"));
    }

    /// Door one is asked for each target: one that is not let in opens nothing at all.
    @Test
    void aTargetThatIsNotTheirsOpensNothing() throws Exception {
        Path socket = folder.resolve("other.sock");
        long before = stage.records(EventKind.TASK_OPENED).size();
        try (WorkloadApi _ = new WorkloadApi(socket, ExecProofsTest::svid);
                ExecRun exec =
                        exec(Map.of("SPIFFE_ENDPOINT_SOCKET", "unix://" + socket), "echo started", "crm", "payroll")) {
            assertThat(exec.code()).as(exec.said()).isEqualTo(1);
            assertThat(exec.said())
                    .contains("the gateway opens no session: it has no such target: `payroll`")
                    .doesNotContain("started");
        }
        assertThat(stage.records(EventKind.TASK_OPENED)).hasSize((int) before);
    }

    /// One task of this workload for all targets, closed when the command had ended.
    private static void over(String subject, List<String> targets) throws Exception {
        TrailRecord opened = stage.records(EventKind.TASK_OPENED).stream()
                .filter(record -> record.text("subject").contains(subject))
                .findFirst()
                .orElseThrow();
        assertThat(opened.json().path("targets").toString()).isEqualTo("[\"" + String.join("\",\"", targets) + "\"]");
        Await.until(
                "its end",
                () -> stage.records(EventKind.TASK_ENDED).stream()
                        .anyMatch(record -> record.text("grant").equals(opened.text("grant"))));
    }
}
