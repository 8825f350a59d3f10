package dev.sallyport.authmethods.presets;

import static dev.sallyport.api.identity.RefusalReason.CONDITION_NOT_MET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.authmethods.jwt.KeySource;
import dev.sallyport.authmethods.oidc.OidcAuthMethod;
import dev.sallyport.authmethods.oidc.OidcSettings;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.PlatformToken;
import dev.sallyport.testkit.identity.SigningKey;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Tokens with the claims that each platform really writes, against the preset of its name. The keys come from
/// loopback; `iss` is the platform's.
class PresetsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    private static final String APP = "6e74172b-be56-4843-9ff4-e66a39bb12e3";
    private static final String OBJECT = "a1b2c3d4-0000-4000-8000-0123456789ab";
    private static final List<String> US = List.of("sallyport");

    private static PlatformIssuer platform;

    @BeforeAll
    static void start() throws Exception {
        platform = PlatformIssuer.start(() -> NOW, SigningKey.generate("key-0", Kind.RS256));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    private static Authentication answer(Preset preset, PlatformToken token) throws Exception {
        OidcSettings of = preset.settings("ci", "");
        OidcSettings reachable = new OidcSettings(
                of.name(),
                of.issuer(),
                new KeySource.JwksUrl(platform.jwksUrl()),
                of.audiences(),
                of.token(),
                of.naming(),
                of.where(),
                of.fetching(),
                of.remembered(),
                of.attributes(),
                of.required());
        try (OidcAuthMethod method = new OidcAuthMethod(reachable)) {
            return method.authenticate(new BearerToken(token.sign()), NOW);
        }
    }

    private static Workload proven(Preset preset, PlatformToken token) throws Exception {
        assertThat(preset.problems()).isEmpty();
        assertThat(preset.settings("ci", "").problems()).isEmpty();
        Authentication answer = answer(preset, token);
        assertThat(answer).isInstanceOf(Proven.class);
        return ((Proven) answer).workload();
    }

    private static void refused(Preset preset, PlatformToken token, String key) throws Exception {
        assertThat(answer(preset, token)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).as(refused.detail()).isEqualTo(CONDITION_NOT_MET);
            assertThat(refused.detail()).contains(key);
        });
    }

    private static PlatformToken with(PlatformToken token, Map<String, Object> claims) {
        PlatformToken all = token;
        for (Map.Entry<String, Object> claim : claims.entrySet()) {
            all = all.claim(claim.getKey(), claim.getValue());
        }
        return all.claim("aud", "sallyport");
    }

    // GitHub -------------------------------------------------------------------------------------------------------

    private static GitHub github(List<String> repositories, List<String> ids, List<String> refs) {
        return new GitHub(US, "", "", repositories, ids, List.of(), refs, List.of(), List.of(), false);
    }

    /// The example of GitHub's "OpenID Connect reference".
    private static PlatformToken githubToken() {
        return with(
                platform.token("repo:acme/crm:environment:production").notBefore(NOW),
                Map.ofEntries(
                        Map.entry("iss", "https://token.actions.githubusercontent.com"),
                        Map.entry("jti", "example-id"),
                        Map.entry("environment", "production"),
                        Map.entry("ref", "refs/heads/main"),
                        Map.entry("sha", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
                        Map.entry("repository", "acme/crm"),
                        Map.entry("repository_owner", "acme"),
                        Map.entry("actor_id", "12"),
                        Map.entry("repository_visibility", "private"),
                        Map.entry("repository_id", "74"),
                        Map.entry("repository_owner_id", "65"),
                        Map.entry("run_id", "30433642"),
                        Map.entry("run_number", "10"),
                        Map.entry("run_attempt", "2"),
                        Map.entry("runner_environment", "github-hosted"),
                        Map.entry("actor", "octocat"),
                        Map.entry("workflow", "agent"),
                        Map.entry("head_ref", ""),
                        Map.entry("base_ref", ""),
                        Map.entry("event_name", "workflow_dispatch"),
                        Map.entry("ref_type", "branch"),
                        Map.entry("job_workflow_ref", "acme/automation/.github/workflows/agent.yml@refs/heads/main")));
    }

    @Test
    void a_github_run_is_let_in_by_repository_ref_environment_and_workflow() throws Exception {
        Workload run = proven(
                new GitHub(
                        US,
                        "",
                        "",
                        List.of("acme/crm"),
                        List.of("74"),
                        List.of("acme"),
                        List.of("refs/heads/main"),
                        List.of("production"),
                        List.of("acme/automation/.github/workflows/agent.yml@refs/heads/*"),
                        false),
                githubToken());
        assertThat(run.claims())
                .containsEntry("repository", "acme/crm")
                .containsEntry("ref", "refs/heads/main")
                .containsEntry("environment", "production")
                .containsEntry("owner", "acme")
                .containsEntry("event", "workflow_dispatch");
        assertThat(run.countedAs()).as("R5: all runs of a repository").isEqualTo("74");
    }

    @Test
    void a_customised_sub_opens_nothing_and_closes_nothing() throws Exception {
        GitHub crm = github(List.of("acme/crm"), List.of(), List.of());
        proven(crm, githubToken().claim("sub", "anything:at-all"));
        refused(
                crm,
                githubToken().claim("sub", "repo:acme/crm:ref:refs/heads/main").claim("repository", "mallory/crm"),
                "repositories");
    }

    @Test
    void whoever_takes_the_name_of_a_renamed_repository_over_has_another_id() throws Exception {
        GitHub byId = github(List.of(), List.of("74"), List.of());
        proven(byId, githubToken().claim("repository", "acme/crm-renamed"));
        refused(byId, githubToken().claim("repository_id", "666"), "repositoryIds");
    }

    @Test
    void other_repositories_refs_and_environments_are_refused() throws Exception {
        GitHub crm = new GitHub(
                US,
                "",
                "",
                List.of("acme/crm"),
                List.of(),
                List.of(),
                List.of("refs/heads/main"),
                List.of("production"),
                List.of("acme/automation/.github/workflows/agent.yml@refs/heads/main"),
                false);
        refused(crm, githubToken().claim("repository", "acme/crm2"), "repositories");
        refused(crm, githubToken().claim("repository", "Acme/CRM"), "repositories");
        refused(crm, githubToken().claim("ref", "refs/heads/main2"), "refs");
        refused(crm, githubToken().without("environment"), "environments");
        refused(
                crm,
                githubToken().claim("job_workflow_ref", "acme/crm/.github/workflows/x.yml@refs/heads/main"),
                "workflows");
    }

    @Test
    void the_run_of_a_pull_request_is_its_authors_and_must_be_allowed() throws Exception {
        GitHub crm = github(List.of("acme/crm"), List.of(), List.of());
        refused(
                crm,
                githubToken().claim("event_name", "pull_request").claim("ref", "refs/pull/7/merge"),
                "pullRequests");
        refused(crm, githubToken().claim("event_name", "pull_request_target"), "pullRequests");
        refused(crm, githubToken().claim("ref", "refs/pull/7/merge"), "pullRequests");
        proven(
                new GitHub(
                        US, "", "", List.of("acme/crm"), List.of(), List.of(), List.of(), List.of(), List.of(), true),
                githubToken().claim("event_name", "pull_request").claim("ref", "refs/pull/7/merge"));
    }

    @Test
    void an_enterprise_and_its_own_server_have_issuers_of_their_own() {
        GitHub slug =
                new GitHub(US, "", "acme", List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false);
        assertThat(slug.issuer()).isEqualTo("https://token.actions.githubusercontent.com/acme");
        assertThat(slug.problems()).isEmpty();
        GitHub server = new GitHub(
                US,
                "https://github.acme.example/_services/token",
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false);
        assertThat(server.settings("ci", "").keys())
                .isEqualTo(new KeySource.DiscoveryUrl(
                        URI.create("https://github.acme.example/_services/token/.well-known/openid-configuration")));
    }

    @Test
    void without_a_restriction_the_whole_world_would_be_let_in() {
        assertThat(github(List.of(), List.of(), List.of("refs/heads/main")).problems())
                .containsOnlyKeys("repositories");
        assertThat(github(List.of("*"), List.of(), List.of()).problems()).containsOnlyKeys("repositories");
        assertThat(github(List.of(""), List.of(), List.of()).problems()).containsOnlyKeys("repositories");
        assertThat(gitlab("", List.of(), List.of()).problems()).containsOnlyKeys("projects");
        assertThat(gitlab("https://gitlab.acme.example", List.of(), List.of()).problems())
                .isEmpty();
        assertThat(gitlab("http://gitlab.acme.example", List.of(), List.of()).problems())
                .containsOnlyKeys("url");
        assertThat(new Gcp(US, List.of(), List.of()).problems()).containsOnlyKeys("serviceAccounts");
        assertThat(new Gcp(US, List.of("*@acme.iam.gserviceaccount.com"), List.of("*")).problems())
                .containsOnlyKeys("serviceAccounts", "projects");
        for (String tenant : List.of("common", "organizations", "consumers", "acme.onmicrosoft.com", "")) {
            assertThat(azure(tenant, 2, List.of(APP), List.of()).problems()).containsOnlyKeys("tenant");
        }
        assertThat(azure(TENANT, 2, List.of(), List.of()).problems()).containsOnlyKeys("appIds");
        assertThat(azure(TENANT, 3, List.of(), List.of("x")).problems()).containsOnlyKeys("version", "objectIds");
        assertThat(terraform("", List.of()).problems()).containsOnlyKeys("organization");
        assertThat(terraform("acme*", List.of("*")).problems()).containsOnlyKeys("organization", "workspaces");
    }

    // GitLab -------------------------------------------------------------------------------------------------------

    private static GitLab gitlab(String url, List<String> projects, List<String> groups) {
        return new GitLab(US, url, projects, List.of(), groups, List.of(), List.of(), true);
    }

    /// The example of GitLab's "ID token authentication".
    private static PlatformToken gitlabToken() {
        return with(
                platform.token("project_path:acme/support/crm:ref_type:branch:ref:main"),
                Map.ofEntries(
                        Map.entry("iss", "https://gitlab.com"),
                        Map.entry("namespace_id", "72"),
                        Map.entry("namespace_path", "acme/support"),
                        Map.entry("project_id", "20"),
                        Map.entry("project_path", "acme/support/crm"),
                        Map.entry("user_id", "1"),
                        Map.entry("user_login", "sample-user"),
                        Map.entry("pipeline_id", "574"),
                        Map.entry("pipeline_source", "push"),
                        Map.entry("job_id", "302"),
                        Map.entry("ref", "main"),
                        Map.entry("ref_type", "branch"),
                        Map.entry("ref_path", "refs/heads/main"),
                        Map.entry("ref_protected", "true"),
                        Map.entry("runner_id", 1),
                        Map.entry("ci_config_ref_uri", "gitlab.com/acme/support/crm//.gitlab-ci.yml@refs/heads/main"),
                        Map.entry("jti", "235b3a54-b797-45c7-ae9a-f72d7bc6ef5b")));
    }

    @Test
    void a_gitlab_job_is_let_in_by_project_or_group_on_protected_refs() throws Exception {
        Workload job = proven(gitlab("", List.of("acme/support/crm"), List.of("acme")), gitlabToken());
        assertThat(job.claims()).containsEntry("project", "acme/support/crm").containsEntry("group", "acme/support");
        assertThat(job.countedAs()).isEqualTo("20");
        refused(gitlab("", List.of(), List.of("acm")), gitlabToken(), "groups");
        refused(
                gitlab("", List.of(), List.of("acme")),
                gitlabToken().claim("project_path", "acme-evil/support/crm"),
                "groups");
        GitLab crm = gitlab("", List.of("acme/support/crm"), List.of());
        refused(crm, gitlabToken().claim("project_path", "acme/support/crm2"), "projects");
        refused(crm, gitlabToken().claim("ref_protected", "false"), "protectedOnly");
        refused(crm, gitlabToken().without("ref_protected"), "protectedOnly");
        GitLab main =
                new GitLab(US, "", List.of(), List.of("20"), List.of(), List.of("main"), List.of("production"), false);
        refused(main, gitlabToken(), "environments");
        refused(main, gitlabToken().claim("environment", "production").claim("ref", "dev"), "refs");
        proven(main, gitlabToken().claim("environment", "production").claim("ref_protected", "false"));
    }

    // Google Cloud -------------------------------------------------------------------------------------------------

    /// From the metadata server with `format=full` ("Verify VM identity").
    private static PlatformToken gcpToken() {
        return with(
                platform.token("112010400000000710080"),
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
        Workload machine = proven(both, gcpToken());
        assertThat(machine.subject()).isEqualTo(triage);
        assertThat(machine.countedAs())
                .as("a new account of that address is another")
                .isEqualTo("112010400000000710080");
        assertThat(machine.claims())
                .containsEntry("service_account", triage)
                .containsEntry("project", "acme-prod")
                .containsEntry("instance", "agent-1");
        refused(both, gcpToken().claim("email_verified", false), "email_verified");
        refused(both, gcpToken().without("email_verified"), "email_verified");
        refused(both, gcpToken().claim("azp", "32555940559.apps.googleusercontent.com"), "service account's own");
        refused(both, gcpToken().without("email"), "serviceAccounts");
        Gcp project = new Gcp(US, List.of(), List.of("prod"));
        refused(project, gcpToken(), "projects");
        proven(
                new Gcp(US, List.of(), List.of("acme-prod")),
                gcpToken().claim("email", "other@acme-prod.iam.gserviceaccount.com"));
    }

    // Azure --------------------------------------------------------------------------------------------------------

    private static Azure azure(String tenant, int version, List<String> apps, List<String> objects) {
        return new Azure(US, tenant, version, URI.create("https://login.microsoftonline.com"), apps, objects);
    }

    /// A managed identity's ("Access token claims reference").
    private static PlatformToken azureToken(int version) {
        return with(
                platform.token(OBJECT).notBefore(NOW),
                Map.of(
                        "iss",
                        version == 1
                                ? "https://sts.windows.net/" + TENANT + "/"
                                : "https://login.microsoftonline.com/" + TENANT + "/v2.0",
                        version == 1 ? "appid" : "azp",
                        APP,
                        version == 1 ? "appidacr" : "azpacr",
                        "2",
                        "oid",
                        OBJECT,
                        "tid",
                        TENANT,
                        "ver",
                        version + ".0",
                        "uti",
                        "bqRl"));
    }

    @Test
    void an_entra_application_is_let_in_by_its_id_in_either_version_of_the_token() throws Exception {
        for (int version : new int[] {1, 2}) {
            Azure agents = azure(TENANT, version, List.of(APP), List.of(OBJECT));
            Workload app = proven(agents, azureToken(version));
            assertThat(app.claims())
                    .containsEntry("tenant", TENANT)
                    .containsEntry("app", APP)
                    .containsEntry("object", OBJECT);
            assertThat(app.countedAs()).isEqualTo(OBJECT);
            refused(agents, azureToken(version).claim("tid", OBJECT), "tenant");
            refused(agents, azureToken(version).claim(version == 1 ? "appid" : "azp", OBJECT), "appIds");
            refused(agents, azureToken(version).claim("sub", "a-person"), "person's");
        }
        assertThat(answer(azure(TENANT, 2, List.of(APP), List.of()), azureToken(1)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_v1_token_has_its_keys_elsewhere_than_its_issuer() {
        assertThat(azure(TENANT, 1, List.of(APP), List.of()).keys())
                .isEqualTo(new KeySource.DiscoveryUrl(URI.create(
                        "https://login.microsoftonline.com/" + TENANT + "/.well-known/openid-configuration")));
    }

    // Terraform ----------------------------------------------------------------------------------------------------

    private static Terraform terraform(String organization, List<String> workspaces) {
        return new Terraform(US, "", organization, List.of(), workspaces, List.of(), List.of("apply"));
    }

    /// The example of "Workload identity tokens".
    private static PlatformToken terraformToken() {
        return with(
                platform.token("organization:acme:project:crm:workspace:prod:run_phase:apply")
                        .notBefore(NOW),
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
        Workload run = proven(terraform("acme", List.of("prod")), terraformToken());
        assertThat(run.claims())
                .containsEntry("organization", "acme")
                .containsEntry("project", "crm")
                .containsEntry("workspace", "prod")
                .containsEntry("run_phase", "apply");
        assertThat(run.countedAs()).isEqualTo("ws-mbsd5E3Ktt5Rg2Xm");
        Terraform acme = terraform("acme", List.of("prod"));
        refused(acme, terraformToken().claim("terraform_organization_name", "mallory"), "organization");
        refused(acme, terraformToken().claim("terraform_workspace_name", "dev"), "workspaces");
        refused(acme, terraformToken().claim("terraform_run_phase", "plan"), "runPhases");
    }

    @Test
    void a_plain_name_is_what_it_stands_for_whatever_the_token_calls_so() throws Exception {
        Workload run = proven(
                terraform("acme", List.of()),
                terraformToken().claim("organization", "mallory").claim("project", "x"));
        assertThat(run.claims()).containsEntry("organization", "acme").containsEntry("project", "crm");
        assertThat(proven(
                                new Gcp(US, List.of(), List.of("acme-prod")),
                                gcpToken().without("google").claim("project", "mallory"))
                        .claims())
                .doesNotContainKey("project");
    }
}
