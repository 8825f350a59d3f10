package dev.sallyport.authmethods.presets;

import static dev.sallyport.authmethods.presets.Platform.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Workload;
import dev.sallyport.testkit.identity.PlatformToken;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Identity tokens of Google Cloud, with the claims that they really have.
class GcpTest {

    private Platform platform;

    @BeforeEach
    void start() throws Exception {
        platform = new Platform();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    /// From the metadata server with `format=full` ("Verify VM identity").
    private PlatformToken gcpToken() {
        return platform.token(
                "112010400000000710080",
                Map.of(
                        "iss",
                        "https://accounts.google.com",
                        "azp",
                        "112010400000000710080",
                        "email",
                        "triage@acme-prod.iam.gserviceaccount.com",
                        "email_verified",
                        true,
                        "google",
                        Map.of(
                                "compute_engine",
                                Map.of(
                                        "project_id",
                                        "acme-prod",
                                        "project_number",
                                        739419398126L,
                                        "zone",
                                        "us-west1-a",
                                        "instance_id",
                                        "152986662232938449",
                                        "instance_name",
                                        "agent-1"))));
    }

    @Test
    void a_google_service_account_is_let_in_by_address_or_project() throws Exception {
        String triage = "triage@acme-prod.iam.gserviceaccount.com";
        Gcp both = new Gcp(US, List.of(triage), List.of("acme-prod"));
        Workload machine = platform.proven(both, gcpToken());
        assertThat(machine.subject()).isEqualTo(triage);
        assertThat(machine.countedAs())
                .as("a new account of that address is another")
                .endsWith(" 112010400000000710080");
        assertThat(machine.claims())
                .containsEntry("service_account", triage)
                .containsEntry("project", "acme-prod")
                .containsEntry("instance", "agent-1");
        platform.refused(both, gcpToken().claim("email_verified", false), "email_verified");
        platform.refused(both, gcpToken().without("email_verified"), "email_verified");
        platform.refused(
                both, gcpToken().claim("azp", "32555940559.apps.googleusercontent.com"), "service account's own");
        platform.refused(both, gcpToken().without("email"), "serviceAccounts");
        Gcp project = new Gcp(US, List.of(), List.of("prod"));
        platform.refused(project, gcpToken(), "projects");
        platform.proven(
                new Gcp(US, List.of(), List.of("acme-prod")),
                gcpToken().claim("email", "other@acme-prod.iam.gserviceaccount.com"));
    }

    @Test
    void without_a_restriction_the_whole_world_would_be_let_in() {
        assertThat(new Gcp(US, List.of(), List.of()).problems()).containsOnlyKeys("serviceAccounts");
        assertThat(new Gcp(US, List.of("*@acme.iam.gserviceaccount.com"), List.of("*")).problems())
                .containsOnlyKeys("serviceAccounts", "projects");
    }

    @Test
    void the_project_of_the_machine_is_not_what_the_token_calls_so() throws Exception {
        assertThat(platform.proven(
                                new Gcp(US, List.of(), List.of("acme-prod")),
                                gcpToken().without("google").claim("project", "mallory"))
                        .claims())
                .doesNotContainKey("project");
    }
}
