package dev.sallyport.app.wiring;

import dev.sallyport.app.config.Azure;
import dev.sallyport.app.config.Gcp;
import dev.sallyport.app.config.Github;
import dev.sallyport.app.config.Gitlab;
import dev.sallyport.app.config.Terraform;
import dev.sallyport.authmethods.presets.GitHub;
import dev.sallyport.authmethods.presets.GitLab;
import dev.sallyport.authmethods.presets.Preset;

/// Platforms that are configured by name.
final class PresetFrom {

    private PresetFrom() {}

    static Preset entry(Github github) {
        return new GitHub(
                github.audience(),
                github.url(),
                github.enterprise(),
                github.repositories(),
                github.repositoryIds(),
                github.owners(),
                github.refs(),
                github.environments(),
                github.workflows(),
                github.pullRequests());
    }

    static Preset entry(Gitlab gitlab) {
        return new GitLab(
                gitlab.audience(),
                gitlab.url(),
                gitlab.projects(),
                gitlab.projectIds(),
                gitlab.groups(),
                gitlab.refs(),
                gitlab.environments(),
                gitlab.protectedOnly());
    }

    static Preset entry(Gcp gcp) {
        return new dev.sallyport.authmethods.presets.Gcp(gcp.audience(), gcp.serviceAccounts(), gcp.projects());
    }

    static Preset entry(Azure azure) {
        return new dev.sallyport.authmethods.presets.Azure(
                azure.audience(),
                azure.tenant(),
                azure.version(),
                azure.authority(),
                azure.appIds(),
                azure.objectIds());
    }

    static Preset entry(Terraform terraform) {
        return new dev.sallyport.authmethods.presets.Terraform(
                terraform.audience(),
                terraform.url(),
                terraform.organization(),
                terraform.projects(),
                terraform.workspaces(),
                terraform.workspaceIds(),
                terraform.runPhases());
    }
}
