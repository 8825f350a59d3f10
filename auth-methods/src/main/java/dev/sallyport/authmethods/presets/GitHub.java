package dev.sallyport.authmethods.presets;

import dev.sallyport.authmethods.jwt.Attributes;
import dev.sallyport.authmethods.jwt.Naming;
import dev.sallyport.authmethods.jwt.Requirement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// GitHub Actions (GitHub docs, "OpenID Connect reference"). `sub` can be customised by an organisation, so nothing
/// hangs on it; limits are counted by `repository_id`, which outlives a rename and is never given to another.
///
/// @param url the issuer of an Enterprise Server (`https://HOST/_services/token`) or of `ghe.com`, or empty
/// @param enterprise the slug of an enterprise that has an issuer of its own; empty for none
/// @param repositories `OWNER/NAME`; whoever takes a name over after a rename is let in with it, ids are safer
/// @param owners every repository of an organisation or user
/// @param workflows `job_workflow_ref`, such as `acme/ci/.github/workflows/agent.yml@refs/heads/main`
/// @param pullRequests whether runs for a pull request are accepted: their code is its author's
public record GitHub(
        List<String> audiences,
        String url,
        String enterprise,
        List<String> repositories,
        List<String> repositoryIds,
        List<String> owners,
        List<String> refs,
        List<String> environments,
        List<String> workflows,
        boolean pullRequests)
        implements Preset {

    private static final String ISSUER = "https://token.actions.githubusercontent.com";
    private static final List<String> OF_PULL_REQUESTS = List.of(
            "pull_request",
            "pull_request_target",
            "pull_request_review",
            "pull_request_review_comment",
            "issue_comment");

    public GitHub {
        audiences = List.copyOf(audiences);
        repositories = List.copyOf(repositories);
        repositoryIds = List.copyOf(repositoryIds);
        owners = List.copyOf(owners);
        refs = List.copyOf(refs);
        environments = List.copyOf(environments);
        workflows = List.copyOf(workflows);
    }

    @Override
    public String family() {
        return "github";
    }

    @Override
    public String issuer() {
        String base = url.isEmpty() ? ISSUER : url;
        return enterprise.isEmpty() ? base : base + "/" + enterprise;
    }

    @Override
    public Naming naming() {
        return new Naming("sub", List.of("repository_id"));
    }

    @Override
    public Attributes attributes() {
        return new Attributes(Map.of("owner", List.of("repository_owner"), "event", List.of("event_name")));
    }

    @Override
    public List<Requirement> required() {
        Wanted wanted = new Wanted()
                .oneOf("repository", "repositories", repositories)
                .oneOf("repository_id", "repositoryIds", repositoryIds)
                .oneOf("repository_owner", "owners", owners)
                .oneOf("ref", "refs", refs)
                .oneOf("environment", "environments", environments)
                .oneOf("job_workflow_ref", "workflows", workflows);
        return pullRequests
                ? wanted.list()
                : wanted.and(new Requirement.NoneOf("event_name", "pullRequests", OF_PULL_REQUESTS))
                        .and(new Requirement.NoneOf("ref", "pullRequests", List.of("refs/pull/*")))
                        .list();
    }

    @Override
    public Map<String, String> problems() {
        Map<String, String> problems = new TreeMap<>(Wanted.tooWide(Map.of(
                "repositories", repositories,
                "repositoryIds", repositoryIds,
                "owners", owners,
                "refs", refs,
                "environments", environments,
                "workflows", workflows)));
        Wanted.address(problems, issuer());
        if (issuer().equals(ISSUER) && repositories.isEmpty() && repositoryIds.isEmpty() && owners.isEmpty()) {
            problems.put(
                    "repositories",
                    "everybody's runs would be let in, for GitHub signs for the whole world: name"
                            + " `repositories`, `repositoryIds` or `owners`");
        }
        return problems;
    }
}
