package dev.sallyport.authmethods.presets;

import dev.sallyport.authmethods.jwt.Attributes;
import dev.sallyport.authmethods.jwt.Naming;
import dev.sallyport.authmethods.jwt.Requirement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Identity tokens of Google Cloud service accounts, from the metadata server or the IAM Credentials API (Google Cloud
/// docs, "Verify VM identity"). The subject is the account's email address, limits are counted by its number (`sub`),
/// which a new account of the same address does not have.
///
/// @param serviceAccounts email addresses
/// @param projects whose service accounts: `NAME@PROJECT.iam.gserviceaccount.com`. Default accounts of Compute Engine
///     and App Engine have other addresses: name them in `serviceAccounts`
public record Gcp(List<String> audiences, List<String> serviceAccounts, List<String> projects) implements Preset {

    public Gcp {
        audiences = List.copyOf(audiences);
        serviceAccounts = List.copyOf(serviceAccounts);
        projects = List.copyOf(projects);
    }

    @Override
    public String family() {
        return "gcp";
    }

    @Override
    public String issuer() {
        return "https://accounts.google.com";
    }

    @Override
    public Naming naming() {
        return new Naming("email", List.of("sub"));
    }

    /// The machine's only when the token was asked for with `format=full`.
    @Override
    public Attributes attributes() {
        return new Attributes(Map.of(
                "service_account", List.of("email"),
                "project", List.of("google", "compute_engine", "project_id"),
                "zone", List.of("google", "compute_engine", "zone"),
                "instance", List.of("google", "compute_engine", "instance_name")));
    }

    /// People's tokens are of the same issuer: their `azp` is the program they signed in to.
    @Override
    public List<Requirement> required() {
        return new Wanted()
                .oneOf("email", "serviceAccounts", serviceAccounts)
                .oneOf(
                        "email",
                        "projects",
                        projects.stream().map(Gcp::addresses).toList())
                .oneOf("email_verified", "serviceAccounts", List.of("true"))
                .and(new Requirement.Same("azp", "sub", "the token is not a service account's own"))
                .list();
    }

    private static String addresses(String project) {
        return "*@" + project + ".iam.gserviceaccount.com";
    }

    @Override
    public Map<String, String> problems() {
        Map<String, String> problems = new TreeMap<>();
        if (serviceAccounts.isEmpty() && projects.isEmpty()) {
            problems.put(
                    "serviceAccounts",
                    "everybody's service accounts would be let in, for Google signs for the"
                            + " whole world: name `serviceAccounts` or `projects`");
        }
        if (serviceAccounts.stream().anyMatch(account -> !account.matches("[^@*\\s]+@[^@*\\s]+"))) {
            problems.put("serviceAccounts", "must be email addresses in full");
        }
        if (projects.stream().anyMatch(project -> !project.matches("[a-z][-.a-z0-9]{2,}"))) {
            problems.put("projects", "must be ids of projects, without `*`");
        }
        return problems;
    }
}
