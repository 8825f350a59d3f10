package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.OneOrMany;
import java.util.List;

/// A run of GitHub Actions. At least one of `repositories`, `repositoryIds`, `owners`, unless the issuer is your own.
public record Github(
        @Doc("The `aud` that tokens must carry: one of these. Name this gateway, never a target.") @OneOrMany
        List<String> audience,

        @Doc("Issuer of your own GitHub: `https://HOST/_services/token` for Enterprise Server; empty for github.com.")
        @Default("''")
        String url,

        @Doc("Slug of your enterprise, when its tokens have an issuer of their own.") @Default("''")
        String enterprise,

        @Doc("Repositories that are let in, such as `acme/crm`; `*` at the end stands for anything.")
        @Default("[]")
        @OneOrMany
        List<String> repositories,

        @Doc("The same by `repository_id`, which outlives a rename and is never given to another.")
        @Default("[]")
        @OneOrMany
        List<String> repositoryIds,

        @Doc("Organisations or users whose repositories are let in.") @Default("[]") @OneOrMany
        List<String> owners,

        @Doc("Git refs that are let in, such as `refs/heads/main`; empty for any.") @Default("[]") @OneOrMany
        List<String> refs,

        @Doc("Deployment environments that are let in; empty for any, and for none.") @Default("[]") @OneOrMany
        List<String> environments,

        @Doc(
                "Workflow files that are let in (`job_workflow_ref`), such as `acme/ci/.github/workflows/agent.yml@refs/heads/main`.")
        @Default("[]")
        @OneOrMany
        List<String> workflows,

        @Doc("Whether runs for a pull request or its comments are let in: what they do is its author's doing.")
        @Default("false")
        boolean pullRequests)
        implements Proof, Platform {
    public Github {
        audience = List.copyOf(audience);
        repositories = List.copyOf(repositories);
        repositoryIds = List.copyOf(repositoryIds);
        owners = List.copyOf(owners);
        refs = List.copyOf(refs);
        environments = List.copyOf(environments);
        workflows = List.copyOf(workflows);
    }

    @Override
    public int maxSize() {
        return MAX_TOKEN_BYTES;
    }
}
