package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.OneOrMany;
import java.util.List;

/// A job of GitLab CI. At least one of `projects`, `projectIds`, `groups`, unless the issuer is your own.
public record Gitlab(
        @Doc("The `aud` that tokens must carry: one of these. Name this gateway, never a target.") @OneOrMany
        List<String> audience,

        @Doc("Address of your own GitLab; empty for gitlab.com.") @Default("''")
        String url,

        @Doc("Projects that are let in, such as `acme/support/crm`.") @Default("[]") @OneOrMany
        List<String> projects,

        @Doc("The same by `project_id`, which outlives a rename.") @Default("[]") @OneOrMany
        List<String> projectIds,

        @Doc("Groups all of whose projects are let in, those of subgroups too.") @Default("[]") @OneOrMany
        List<String> groups,

        @Doc("Branches and tags that are let in, such as `main`; empty for any.") @Default("[]") @OneOrMany
        List<String> refs,

        @Doc("Environments that are let in; empty for any, and for none.") @Default("[]") @OneOrMany
        List<String> environments,

        @Doc("Whether only protected branches and tags are let in: others can be pushed by every developer.")
        @Default("true")
        boolean protectedOnly)
        implements Proof, Platform {
    public Gitlab {
        audience = List.copyOf(audience);
        projects = List.copyOf(projects);
        projectIds = List.copyOf(projectIds);
        groups = List.copyOf(groups);
        refs = List.copyOf(refs);
        environments = List.copyOf(environments);
    }

    @Override
    public int maxSize() {
        return MAX_TOKEN_BYTES;
    }
}
