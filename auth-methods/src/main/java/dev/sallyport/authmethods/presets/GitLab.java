package dev.sallyport.authmethods.presets;

import dev.sallyport.authmethods.jwt.Attributes;
import dev.sallyport.authmethods.jwt.Naming;
import dev.sallyport.authmethods.jwt.Requirement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// GitLab CI (GitLab docs, "OpenID Connect (OIDC) Authentication Using ID Tokens"). Limits are counted by
/// `project_id`.
///
/// @param url of a self-managed GitLab; `https://gitlab.com` otherwise
/// @param projects `GROUP/NAME`
/// @param groups every project below a group, subgroups included
/// @param protectedOnly whether only protected branches and tags count: others can be pushed by every developer
public record GitLab(
        List<String> audiences,
        String url,
        List<String> projects,
        List<String> projectIds,
        List<String> groups,
        List<String> refs,
        List<String> environments,
        boolean protectedOnly)
        implements Preset {

    private static final String ISSUER = "https://gitlab.com";

    public GitLab {
        audiences = List.copyOf(audiences);
        projects = List.copyOf(projects);
        projectIds = List.copyOf(projectIds);
        groups = List.copyOf(groups);
        refs = List.copyOf(refs);
        environments = List.copyOf(environments);
    }

    @Override
    public String family() {
        return "gitlab";
    }

    @Override
    public String issuer() {
        return url.isEmpty() ? ISSUER : url;
    }

    @Override
    public Naming naming() {
        return new Naming("sub", List.of("project_id"));
    }

    @Override
    public Attributes attributes() {
        return new Attributes(Map.of("project", List.of("project_path"), "group", List.of("namespace_path")));
    }

    @Override
    public List<Requirement> required() {
        Wanted wanted = new Wanted()
                .oneOf("project_path", "projects", projects)
                .oneOf("project_id", "projectIds", projectIds)
                .oneOf(
                        "project_path",
                        "groups",
                        groups.stream().map(group -> group + "/*").toList())
                .oneOf("ref", "refs", refs)
                .oneOf("environment", "environments", environments);
        return protectedOnly
                ? wanted.oneOf("ref_protected", "protectedOnly", List.of("true"))
                        .list()
                : wanted.list();
    }

    @Override
    public Map<String, String> problems() {
        Map<String, String> problems = new TreeMap<>(Wanted.tooWide(Map.of(
                "projects", projects,
                "projectIds", projectIds,
                "groups", groups,
                "refs", refs,
                "environments", environments)));
        Wanted.address(problems, issuer());
        if (issuer().equals(ISSUER) && projects.isEmpty() && projectIds.isEmpty() && groups.isEmpty()) {
            problems.put(
                    "projects",
                    "everybody's jobs would be let in, for gitlab.com signs for the whole world: name"
                            + " `projects`, `projectIds` or `groups`");
        }
        return problems;
    }
}
