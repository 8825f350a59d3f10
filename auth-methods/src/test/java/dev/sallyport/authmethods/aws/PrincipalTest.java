package dev.sallyport.authmethods.aws;

import static dev.sallyport.authmethods.aws.Aws.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.testkit.aws.SigningSts;
import dev.sallyport.testkit.aws.StsPrincipal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who it is, what its limits are counted under (R5), and whether it may come in.
class PrincipalTest {

    private SigningSts sts;

    @BeforeEach
    void start() throws Exception {
        sts = Aws.sts();
    }

    @AfterEach
    void stop() {
        sts.close();
    }

    private Workload proven(StsPrincipal principal) throws Exception {
        sts.knows(principal);
        try (AwsAuthMethod method = new AwsAuthMethod(Aws.settings(sts), Aws.START)) {
            return Aws.proven(method, Aws.fresh(principal));
        }
    }

    private RefusalReason refused(AwsSettings settings, StsPrincipal principal) throws Exception {
        sts.knows(principal);
        try (AwsAuthMethod method = new AwsAuthMethod(settings, Aws.START)) {
            return Aws.reason(method, Aws.fresh(principal));
        }
    }

    private void proven(AwsSettings settings, StsPrincipal principal) throws Exception {
        sts.knows(principal);
        try (AwsAuthMethod method = new AwsAuthMethod(settings, Aws.START)) {
            Aws.proven(method, Aws.fresh(principal));
        }
    }

    private AwsSettings roles(String... patterns) {
        Trusted trusted = new Trusted(Aws.AUDIENCE, Set.of(ACCOUNT), List.of(patterns), Set.of("eu-central-1"), false);
        return Aws.with(Aws.settings(sts), trusted);
    }

    @Test
    void sessions_of_a_role_are_counted_together() throws Exception {
        Workload one = proven(StsPrincipal.assumedRole(ACCOUNT, "triage", "i-1"));
        Workload other = proven(StsPrincipal.assumedRole(ACCOUNT, "triage", "chosen-by-the-agent"));
        assertThat(one.countedAs())
                .isEqualTo("arn:aws:iam::111122223333:role/triage")
                .isEqualTo(other.countedAs());
        assertThat(one.subject()).isEqualTo("arn:aws:sts::111122223333:assumed-role/triage/i-1");
        assertThat(one.claims())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "arn", one.subject(),
                        "partition", "aws",
                        "account", ACCOUNT,
                        "user_id", one.claims().get("user_id"),
                        "type", "assumed-role",
                        "role", "triage",
                        "session_name", "i-1",
                        "region", "eu-central-1"));
        assertThat((String) one.claims().get("user_id")).startsWith("AROA").endsWith(":i-1");
    }

    @Test
    void federated_users_of_an_account_are_counted_together() throws Exception {
        Workload one = proven(StsPrincipal.named(ACCOUNT, "arn:aws:sts::111122223333:federated-user/anna"));
        Workload other = proven(StsPrincipal.named(ACCOUNT, "arn:aws:sts::111122223333:federated-user/ben"));
        assertThat(one.countedAs())
                .as("whoever may federate chooses the name")
                .isEqualTo("arn:aws:sts::111122223333:federated-user")
                .isEqualTo(other.countedAs());
        assertThat(one.claims()).containsEntry("type", "federated-user").containsEntry("user", "anna");
    }

    @Test
    void a_user_has_a_path() throws Exception {
        Workload user = proven(StsPrincipal.user(ACCOUNT, "agents/eu/triage"));
        assertThat(user.subject())
                .isEqualTo("arn:aws:iam::111122223333:user/agents/eu/triage")
                .isEqualTo(user.countedAs());
        assertThat(user.claims())
                .containsEntry("type", "user")
                .containsEntry("user", "triage")
                .containsEntry("user_path", "/agents/eu/")
                .doesNotContainKeys("role", "session_name");
    }

    @Test
    void a_role_loses_its_path_when_it_is_counted() throws Exception {
        Principal role = Principal.of("arn:aws:iam::111122223333:role/agents/triage", ACCOUNT, "AROA1");
        assertThat(role.countedAs()).isEqualTo("arn:aws:iam::111122223333:role/triage");
        assertThat(role.claims("eu-central-1"))
                .containsEntry("role_path", "/agents/")
                .containsEntry("role", "triage");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "arn:aws:iam::111122223333:",
                "arn:aws:iam::111122223333:group/x",
                "arn:aws:iam::111122223333:assumed-role/x/y",
                "arn:aws:sts::111122223333:user/x",
                "arn:aws:sts::111122223333:assumed-role/x",
                "arn:aws:sts::111122223333:assumed-role/x/y/z",
                "arn:aws:sts::111122223333:assumed-role//y",
                "arn:aws:sts::111122223333:assumed-role/x/",
                "arn:aws:sts::111122223333:assumed-role/x/y z",
                "arn:aws:sts::111122223333:assumed-role/x/y\n",
                "arn:aws:sts::999999999999:assumed-role/x/y",
                "arn:aws:sts:eu-central-1:111122223333:assumed-role/x/y",
                "arn:aws-evil:sts::111122223333:assumed-role/x/y",
                "arn:aws:iam::111122223333:root/x",
                "arn:aws:iam::111122223333:user//x",
                "arn:aws:s3:::bucket",
                "anonymous"
            })
    void an_arn_of_no_known_principal_proves_nothing(String arn) {
        assertThatThrownBy(() -> Principal.of(arn, ACCOUNT, "AROA1:y")).isInstanceOf(IOException.class);
    }

    @Test
    void root_comes_in_only_where_that_is_configured() throws Exception {
        StsPrincipal root = StsPrincipal.named(ACCOUNT, "arn:aws:iam::111122223333:root");
        assertThat(refused(Aws.settings(sts), root)).isEqualTo(RefusalReason.CONDITION_NOT_MET);
        proven(
                Aws.with(
                        Aws.settings(sts),
                        new Trusted(Aws.AUDIENCE, Set.of(ACCOUNT), List.of(), Set.of("eu-central-1"), true)),
                root);
    }

    @Test
    void roles_are_matched_by_name_or_arn() throws Exception {
        for (String pattern : List.of(
                "triage",
                "tri*",
                "*ge",
                "*",
                "arn:aws:iam::111122223333:role/triage",
                "arn:aws:iam::111122223333:role/*")) {
            proven(roles("other", pattern), Aws.TRIAGE);
        }
        for (String pattern : List.of(
                "Triage",
                "triag",
                "triag.",
                "riage",
                "arn:aws:iam::444455556666:role/triage",
                "arn:aws-cn:iam::111122223333:role/*")) {
            assertThat(refused(roles(pattern), Aws.TRIAGE)).as(pattern).isEqualTo(RefusalReason.CONDITION_NOT_MET);
        }
    }

    @Test
    void where_roles_are_named_nobody_else_comes_in() throws Exception {
        assertThat(refused(roles("*"), StsPrincipal.user(ACCOUNT, "triage")))
                .isEqualTo(RefusalReason.CONDITION_NOT_MET);
        StsPrincipal federated = StsPrincipal.named(ACCOUNT, "arn:aws:sts::111122223333:federated-user/triage");
        assertThat(refused(roles("*"), federated)).isEqualTo(RefusalReason.CONDITION_NOT_MET);
        StsPrincipal lookalike = StsPrincipal.assumedRole(ACCOUNT, "other", "triage");
        assertThat(refused(roles("triage"), lookalike)).isEqualTo(RefusalReason.CONDITION_NOT_MET);
    }

    @Test
    void a_condition_sees_the_claims() throws Exception {
        proven(
                Aws.where(Aws.settings(sts), "claims.role == \"triage\" && claims.session_name.startsWith(\"i-\")"),
                Aws.TRIAGE);
        assertThat(refused(Aws.where(Aws.settings(sts), "claims.type == \"user\""), Aws.TRIAGE))
                .isEqualTo(RefusalReason.CONDITION_NOT_MET);
        assertThat(refused(Aws.where(Aws.settings(sts), "claims.role_path == \"/\""), Aws.TRIAGE))
                .as("what AWS does not tell is not there")
                .isEqualTo(RefusalReason.CONDITION_NOT_MET);
    }

    @Test
    void an_answer_of_another_partition_proves_nothing() throws Exception {
        StsPrincipal odd = StsPrincipal.named(ACCOUNT, "arn:aws-cn:sts::111122223333:assumed-role/triage/i-1");
        assertThat(refused(Aws.settings(sts), odd)).isEqualTo(RefusalReason.KEYS_UNAVAILABLE);
    }

    @Test
    void the_hosts_of_a_region_are_a_list() {
        StsHosts hosts = new StsHosts(Set.of("us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1"));
        assertThat(hosts.all().keySet())
                .containsExactlyInAnyOrder(
                        "sts.amazonaws.com",
                        "sts.us-east-1.amazonaws.com",
                        "sts-fips.us-east-1.amazonaws.com",
                        "sts.eu-central-1.amazonaws.com",
                        "sts.cn-north-1.amazonaws.com.cn",
                        "sts.us-gov-west-1.amazonaws.com");
        assertThat(hosts.find("sts.cn-north-1.amazonaws.com.cn").orElseThrow().partition())
                .isEqualTo("aws-cn");
        assertThat(hosts.find("sts.us-gov-west-1.amazonaws.com").orElseThrow().partition())
                .isEqualTo("aws-us-gov");
        assertThat(hosts.find("sts.amazonaws.com").orElseThrow().region()).isEqualTo("us-east-1");
    }
}
