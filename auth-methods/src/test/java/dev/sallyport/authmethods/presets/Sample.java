package dev.sallyport.authmethods.presets;

import static dev.sallyport.authmethods.presets.Platform.US;

import dev.sallyport.testkit.identity.PlatformToken;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// Every preset, with a token that it lets in.
enum Sample {
    GCP(
            new Gcp(US, List.of(), List.of("acme-prod")),
            "112010400000000710080",
            Map.of(
                    "iss",
                    "https://accounts.google.com",
                    "azp",
                    "112010400000000710080",
                    "email",
                    "triage@acme-prod.iam.gserviceaccount.com",
                    "email_verified",
                    true)),
    AZURE(
            new Azure(
                    US,
                    "72f988bf-86f1-41af-91ab-2d7cd011db47",
                    2,
                    URI.create("https://login.microsoftonline.com"),
                    List.of("6e74172b-be56-4843-9ff4-e66a39bb12e3"),
                    List.of()),
            "a1b2c3d4-0000-4000-8000-0123456789ab",
            Map.of(
                    "iss",
                    "https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0",
                    "azp",
                    "6e74172b-be56-4843-9ff4-e66a39bb12e3",
                    "azpacr",
                    "2",
                    "oid",
                    "a1b2c3d4-0000-4000-8000-0123456789ab",
                    "tid",
                    "72f988bf-86f1-41af-91ab-2d7cd011db47",
                    "ver",
                    "2.0")),
    GITHUB(
            new GitHub(US, "", "", List.of("acme/crm"), List.of(), List.of(), List.of(), List.of(), List.of(), false),
            "repo:acme/crm:ref:refs/heads/main",
            Map.of(
                    "iss",
                    "https://token.actions.githubusercontent.com",
                    "repository",
                    "acme/crm",
                    "repository_id",
                    "74")),
    GITLAB(
            new GitLab(US, "", List.of("acme/support/crm"), List.of(), List.of(), List.of(), List.of(), true),
            "project_path:acme/support/crm:ref_type:branch:ref:main",
            Map.of(
                    "iss",
                    "https://gitlab.com",
                    "namespace_path",
                    "acme/support",
                    "project_id",
                    "20",
                    "project_path",
                    "acme/support/crm",
                    "ref_protected",
                    "true")),
    TERRAFORM(
            new Terraform(US, "", "acme", List.of(), List.of("prod"), List.of(), List.of("apply")),
            "organization:acme:project:crm:workspace:prod:run_phase:apply",
            Map.of(
                    "iss",
                    "https://app.terraform.io",
                    "terraform_run_phase",
                    "apply",
                    "terraform_workspace_id",
                    "ws-mbsd5E3Ktt5Rg2Xm",
                    "terraform_workspace_name",
                    "prod",
                    "terraform_organization_id",
                    "org-GRNbCjYNpBB6NEBw",
                    "terraform_organization_name",
                    "acme",
                    "terraform_project_id",
                    "prj-vegSA59s1XPwMr2t",
                    "terraform_project_name",
                    "crm"));

    private final Preset preset;
    private final String subject;
    private final Map<String, Object> claims;

    Sample(Preset preset, String subject, Map<String, Object> claims) {
        this.preset = preset;
        this.subject = subject;
        this.claims = Map.copyOf(claims);
    }

    Preset preset() {
        return preset;
    }

    PlatformToken token(Platform platform) {
        return platform.token(subject, claims);
    }
}
