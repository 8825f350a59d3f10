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

/// Tokens of GitLab CI, with the claims that they really have.
class GitLabTest {

    private Platform platform;

    @BeforeEach
    void start() throws Exception {
        platform = new Platform();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private static GitLab gitlab(String url, List<String> projects, List<String> groups) {
        return new GitLab(US, url, projects, List.of(), groups, List.of(), List.of(), true);
    }

    /// The example of GitLab's "ID token authentication".
    private PlatformToken gitlabToken() {
        return platform.token(
                "project_path:acme/support/crm:ref_type:branch:ref:main",
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
        Workload job = platform.proven(gitlab("", List.of("acme/support/crm"), List.of("acme")), gitlabToken());
        assertThat(job.claims()).containsEntry("project", "acme/support/crm").containsEntry("group", "acme/support");
        assertThat(job.countedAs()).endsWith(" 20");
        platform.refused(gitlab("", List.of(), List.of("acm")), gitlabToken(), "groups");
        platform.refused(
                gitlab("", List.of(), List.of("acme")),
                gitlabToken().claim("project_path", "acme-evil/support/crm"),
                "groups");
        GitLab crm = gitlab("", List.of("acme/support/crm"), List.of());
        platform.refused(crm, gitlabToken().claim("project_path", "acme/support/crm2"), "projects");
        platform.refused(crm, gitlabToken().claim("ref_protected", "false"), "protectedOnly");
        platform.refused(crm, gitlabToken().without("ref_protected"), "protectedOnly");
        GitLab main =
                new GitLab(US, "", List.of(), List.of("20"), List.of(), List.of("main"), List.of("production"), false);
        platform.refused(main, gitlabToken(), "environments");
        platform.refused(main, gitlabToken().claim("environment", "production").claim("ref", "dev"), "refs");
        platform.proven(main, gitlabToken().claim("environment", "production").claim("ref_protected", "false"));
    }

    @Test
    void without_a_restriction_the_whole_world_would_be_let_in() {
        assertThat(gitlab("", List.of(), List.of()).problems()).containsOnlyKeys("projects");
        assertThat(gitlab("https://gitlab.acme.example", List.of(), List.of()).problems())
                .isEmpty();
        assertThat(gitlab("http://gitlab.acme.example", List.of(), List.of()).problems())
                .containsOnlyKeys("url");
    }
}
