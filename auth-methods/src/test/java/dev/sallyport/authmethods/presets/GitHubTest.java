package dev.sallyport.authmethods.presets;

import static dev.sallyport.authmethods.presets.Platform.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Workload;
import dev.sallyport.authmethods.jwt.KeySource;
import dev.sallyport.testkit.identity.PlatformToken;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tokens of GitHub Actions, with the claims that they really have.
class GitHubTest {

    private Platform platform;

    @BeforeEach
    void start() throws Exception {
        platform = new Platform();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private static GitHub github(List<String> repositories, List<String> ids, List<String> refs) {
        return new GitHub(US, "", "", repositories, ids, List.of(), refs, List.of(), List.of(), false);
    }

    /// The example of GitHub's "OpenID Connect reference".
    private PlatformToken githubToken() {
        return platform.token(
                "repo:acme/crm:environment:production",
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
        Workload run = platform.proven(
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
        assertThat(run.countedAs()).as("R5: all runs of a repository").endsWith(" 74");
    }

    @Test
    void a_customised_sub_opens_nothing_and_closes_nothing() throws Exception {
        GitHub crm = github(List.of("acme/crm"), List.of(), List.of());
        platform.proven(crm, githubToken().claim("sub", "anything:at-all"));
        platform.refused(
                crm,
                githubToken().claim("sub", "repo:acme/crm:ref:refs/heads/main").claim("repository", "mallory/crm"),
                "repositories");
    }

    @Test
    void whoever_takes_the_name_of_a_renamed_repository_over_has_another_id() throws Exception {
        GitHub byId = github(List.of(), List.of("74"), List.of());
        platform.proven(byId, githubToken().claim("repository", "acme/crm-renamed"));
        platform.refused(byId, githubToken().claim("repository_id", "666"), "repositoryIds");
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
        platform.refused(crm, githubToken().claim("repository", "acme/crm2"), "repositories");
        platform.refused(crm, githubToken().claim("repository", "Acme/CRM"), "repositories");
        platform.refused(crm, githubToken().claim("ref", "refs/heads/main2"), "refs");
        platform.refused(crm, githubToken().without("environment"), "environments");
        platform.refused(
                crm,
                githubToken().claim("job_workflow_ref", "acme/crm/.github/workflows/x.yml@refs/heads/main"),
                "workflows");
    }

    @Test
    void the_run_of_a_pull_request_is_its_authors_and_must_be_allowed() throws Exception {
        GitHub crm = github(List.of("acme/crm"), List.of(), List.of());
        platform.refused(
                crm,
                githubToken().claim("event_name", "pull_request").claim("ref", "refs/pull/7/merge"),
                "pullRequests");
        platform.refused(crm, githubToken().claim("event_name", "pull_request_target"), "pullRequests");
        platform.refused(crm, githubToken().claim("ref", "refs/pull/7/merge"), "pullRequests");
        platform.proven(
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
    }
}
