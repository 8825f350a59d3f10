package dev.sallyport.authmethods.presets;

import dev.sallyport.authmethods.jwt.Attributes;
import dev.sallyport.authmethods.jwt.Naming;
import dev.sallyport.authmethods.jwt.Requirement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Workload identity tokens of HCP Terraform and Terraform Enterprise (HCP Terraform docs, "Workload identity tokens").
/// Limits are counted by `terraform_workspace_id`.
///
/// @param url of a Terraform Enterprise; `https://app.terraform.io` otherwise
/// @param organization the only one; names of projects and workspaces are unique within it
/// @param runPhases `plan`, `apply`; empty for any
public record Terraform(
        List<String> audiences,
        String url,
        String organization,
        List<String> projects,
        List<String> workspaces,
        List<String> workspaceIds,
        List<String> runPhases)
        implements Preset {

    private static final String ISSUER = "https://app.terraform.io";

    public Terraform {
        audiences = List.copyOf(audiences);
        projects = List.copyOf(projects);
        workspaces = List.copyOf(workspaces);
        workspaceIds = List.copyOf(workspaceIds);
        runPhases = List.copyOf(runPhases);
    }

    @Override
    public String family() {
        return "terraform";
    }

    @Override
    public String issuer() {
        return url.isEmpty() ? ISSUER : url;
    }

    @Override
    public Naming naming() {
        return new Naming("sub", List.of("terraform_workspace_id"));
    }

    @Override
    public Attributes attributes() {
        return new Attributes(Map.of(
                "organization", List.of("terraform_organization_name"),
                "project", List.of("terraform_project_name"),
                "workspace", List.of("terraform_workspace_name"),
                "workspace_id", List.of("terraform_workspace_id"),
                "run_phase", List.of("terraform_run_phase")));
    }

    @Override
    public List<Requirement> required() {
        return new Wanted()
                .oneOf("terraform_organization_name", "organization", List.of(organization))
                .oneOf("terraform_project_name", "projects", projects)
                .oneOf("terraform_workspace_name", "workspaces", workspaces)
                .oneOf("terraform_workspace_id", "workspaceIds", workspaceIds)
                .oneOf("terraform_run_phase", "runPhases", runPhases)
                .list();
    }

    @Override
    public Map<String, String> problems() {
        Map<String, String> problems = new TreeMap<>(Wanted.tooWide(Map.of(
                "projects", projects,
                "workspaces", workspaces,
                "workspaceIds", workspaceIds,
                "runPhases", runPhases)));
        if (organization.isBlank() || organization.contains("*")) {
            problems.put("organization", "everybody's runs would be let in: name your organization");
        }
        Wanted.address(problems, issuer());
        return problems;
    }
}
