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

/// Workload identity tokens of HCP Terraform, with the claims that they really have.
class TerraformTest {

    private Platform platform;

    @BeforeEach
    void start() throws Exception {
        platform = new Platform();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private static Terraform terraform(String organization, List<String> workspaces) {
        return new Terraform(US, "", organization, List.of(), workspaces, List.of(), List.of("apply"));
    }

    /// The example of "Workload identity tokens".
    private PlatformToken terraformToken() {
        return platform.token(
                "organization:acme:project:crm:workspace:prod:run_phase:apply",
                Map.of(
                        "iss", "https://app.terraform.io",
                        "jti", "1192426d-b525-4fde-9d61-f238be437bbd",
                        "terraform_run_phase", "apply",
                        "terraform_workspace_id", "ws-mbsd5E3Ktt5Rg2Xm",
                        "terraform_workspace_name", "prod",
                        "terraform_organization_id", "org-GRNbCjYNpBB6NEBw",
                        "terraform_organization_name", "acme",
                        "terraform_project_id", "prj-vegSA59s1XPwMr2t",
                        "terraform_project_name", "crm",
                        "terraform_run_id", "run-X3n1AUXNGWbfECsJ"));
    }

    @Test
    void a_terraform_run_is_let_in_by_organization_and_workspace() throws Exception {
        Workload run = platform.proven(terraform("acme", List.of("prod")), terraformToken());
        assertThat(run.claims())
                .containsEntry("organization", "acme")
                .containsEntry("project", "crm")
                .containsEntry("workspace", "prod")
                .containsEntry("run_phase", "apply");
        assertThat(run.countedAs()).endsWith(" ws-mbsd5E3Ktt5Rg2Xm");
        Terraform acme = terraform("acme", List.of("prod"));
        platform.refused(acme, terraformToken().claim("terraform_organization_name", "mallory"), "organization");
        platform.refused(acme, terraformToken().claim("terraform_workspace_name", "dev"), "workspaces");
        platform.refused(acme, terraformToken().claim("terraform_run_phase", "plan"), "runPhases");
    }

    @Test
    void without_a_restriction_the_whole_world_would_be_let_in() {
        assertThat(terraform("", List.of()).problems()).containsOnlyKeys("organization");
        assertThat(terraform("acme*", List.of("*")).problems()).containsOnlyKeys("organization", "workspaces");
    }

    @Test
    void a_plain_name_is_what_it_stands_for_whatever_the_token_calls_so() throws Exception {
        Workload run = platform.proven(
                terraform("acme", List.of()),
                terraformToken().claim("organization", "mallory").claim("project", "x"));
        assertThat(run.claims()).containsEntry("organization", "acme").containsEntry("project", "crm");
    }
}
