package dev.sallyport.app.wiring;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.app.config.AuthMethodEntry;
import dev.sallyport.app.config.Aws;
import dev.sallyport.app.config.Azure;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.Gcp;
import dev.sallyport.app.config.Github;
import dev.sallyport.app.config.Gitlab;
import dev.sallyport.app.config.Http;
import dev.sallyport.app.config.Kubernetes;
import dev.sallyport.app.config.Llm;
import dev.sallyport.app.config.Mcp;
import dev.sallyport.app.config.Oauth;
import dev.sallyport.app.config.Oidc;
import dev.sallyport.app.config.OverHttp;
import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.Review;
import dev.sallyport.app.config.Spiffe;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.Terraform;
import dev.sallyport.app.config.check.Check;
import dev.sallyport.app.config.files.Login;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.authmethods.presets.Preset;
import dev.sallyport.grammar.http.HttpGrammar;
import java.io.IOException;
import java.util.Map;

/// What the rooms themselves find wrong with their settings. It is asked only of a configuration
/// without errors so far, so that nothing is told twice.
public final class RoomChecks implements Check {

    /// Settings are looked at, no secret is read.
    private static final SecretReader NO_SECRETS = reference -> {
        throw new IOException("not read by a check `" + reference + "`");
    };

    @Override
    public void check(Configuration configuration, Problems problems) {
        if (problems.anyError()) {
            return;
        }
        configuration.authMethods().forEach((name, entry) -> authMethod(name, entry, problems));
        configuration.targets().forEach((name, entry) -> {
            switch (entry.protocol()) {
                case Postgres postgres -> postgres(name, entry, postgres, configuration.instance(), problems);
                case Http http -> {
                    inside(name, entry, http, problems);
                    meaning(name, entry, http, problems);
                }
                case Llm llm -> inside(name, entry, llm, problems);
                case Mcp mcp -> inside(name, entry, mcp, problems);
            }
        });
        trail(configuration, problems);
    }

    private static void authMethod(String name, AuthMethodEntry entry, Problems problems) {
        switch (entry.proof()) {
            case Oidc oidc -> token(name, ".oidc", oidc, entry.where(), problems);
            case Kubernetes pods -> kubernetes(name, pods, entry.where(), problems);
            case Oauth oauth -> oauth(name, oauth, entry.where(), problems);
            case Github github -> platform(name, PresetFrom.entry(github), entry.where(), problems);
            case Gitlab gitlab -> platform(name, PresetFrom.entry(gitlab), entry.where(), problems);
            case Gcp gcp -> platform(name, PresetFrom.entry(gcp), entry.where(), problems);
            case Azure azure -> platform(name, PresetFrom.entry(azure), entry.where(), problems);
            case Terraform terraform -> platform(name, PresetFrom.entry(terraform), entry.where(), problems);
            case Spiffe spiffe ->
                SpiffeFrom.entry(name, spiffe, entry.where())
                        .problems()
                        .forEach(told -> tell(told, "authMethods." + name, problems));
            case Aws aws ->
                AwsFrom.entry(name, aws, entry.where())
                        .problems()
                        .forEach(told -> tell(told, "authMethods." + name, problems));
        }
    }

    private static void kubernetes(String name, Kubernetes pods, String where, Problems problems) {
        token(name, ".kubernetes", pods.oidc(), where, problems);
        Review review = pods.review();
        if (review != null) {
            String path = "authMethods." + name + ".kubernetes.review.ca";
            try {
                Authorities.of(path, review.ca());
            } catch (IllegalArgumentException e) {
                tell(String.valueOf(e.getMessage()), path, problems);
            }
        }
    }

    private static void oauth(String name, Oauth oauth, String where, Problems problems) {
        String path = "authMethods." + name;
        try {
            OAuthFrom.entry(name, oauth, where, NO_SECRETS).problems().forEach(told -> tell(told, path, problems));
        } catch (IllegalArgumentException e) {
            tell(String.valueOf(e.getMessage()), path, problems);
        }
    }

    /// The platform's own keys first: what follows from them is not told as well.
    private static void platform(String name, Preset platform, String where, Problems problems) {
        String path = "authMethods." + name;
        String own = path + "." + platform.family();
        Map<String, String> wrong = platform.problems();
        wrong.forEach((key, told) -> problems.error(own + "." + key, told));
        if (wrong.isEmpty()) {
            platform.settings(name, where)
                    .problems()
                    .forEach(told -> tell(told.replace(path + ".oidc", own), path, problems));
        }
    }

    private static void token(String name, String family, Oidc oidc, String where, Problems problems) {
        String path = "authMethods." + name;
        OidcFrom.entry(name, oidc, where)
                .problems()
                .forEach(told -> tell(told.replace(path + ".oidc", path + family), path, problems));
    }

    private static void meaning(String name, TargetEntry entry, Http http, Problems problems) {
        String path = "targets." + name + ".http";
        try {
            new HttpGrammar(HttpFrom.grammar(name, entry, http));
        } catch (IOException | IllegalArgumentException e) {
            tell(path + "." + e.getMessage(), path, problems);
        }
    }

    private static void inside(String name, TargetEntry entry, OverHttp target, Problems problems) {
        try {
            UpstreamFrom.inside(target.networks(), target.upstream());
        } catch (IllegalArgumentException e) {
            problems.error(
                    "targets." + name + "." + entry.protocol().kind() + ".networks", String.valueOf(e.getMessage()));
        }
    }

    private static void postgres(
            String name, TargetEntry entry, Postgres postgres, String instance, Problems problems) {
        try (Secret none = Secret.of("")) {
            PostgresFrom.entry(name, entry, postgres, instance, new Login("", none), none);
        } catch (IllegalArgumentException e) {
            String path = "targets." + name;
            String told = String.valueOf(e.getMessage());
            tell(told.replace(path + ".searchPath", path + ".postgres.searchPath"), path, problems);
        }
    }

    private static void trail(Configuration configuration, Problems problems) {
        try {
            TrailFrom.entry(configuration.trail());
        } catch (IllegalArgumentException e) {
            tell(String.valueOf(e.getMessage()), "trail", problems);
        }
    }

    /// @param told `path: what is wrong`
    private static void tell(String told, String around, Problems problems) {
        int colon = told.indexOf(": ");
        boolean hasPath = colon > 0 && told.startsWith(around);
        problems.error(hasPath ? told.substring(0, colon) : around, hasPath ? told.substring(colon + 2) : told);
    }
}
