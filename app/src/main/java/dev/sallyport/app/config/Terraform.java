package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.OneOrMany;
import java.util.List;

/// A run of HCP Terraform or Terraform Enterprise.
public record Terraform(
        @Doc("The `aud` that tokens must carry: one of these. Name this gateway, never a target.") @OneOrMany
        List<String> audience,

        @Doc("Address of your own Terraform Enterprise; empty for app.terraform.io.") @Default("''")
        String url,

        @Doc("The one organization that is let in.") String organization,

        @Doc("Projects that are let in; empty for any.") @Default("[]") @OneOrMany
        List<String> projects,

        @Doc("Workspaces that are let in; empty for any.") @Default("[]") @OneOrMany
        List<String> workspaces,

        @Doc("The same by id, which outlives a rename.") @Default("[]") @OneOrMany
        List<String> workspaceIds,

        @Doc("Phases that are let in, `plan` or `apply`; empty for any.") @Default("[]") @OneOrMany
        List<String> runPhases)
        implements Proof, Platform {
    public Terraform {
        audience = List.copyOf(audience);
        projects = List.copyOf(projects);
        workspaces = List.copyOf(workspaces);
        workspaceIds = List.copyOf(workspaceIds);
        runPhases = List.copyOf(runPhases);
    }

    @Override
    public int maxSize() {
        return MAX_TOKEN_BYTES;
    }
}
