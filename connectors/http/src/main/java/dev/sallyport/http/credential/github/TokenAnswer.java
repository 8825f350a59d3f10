package dev.sallyport.http.credential.github;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.grammar.http.json.Json;
import dev.sallyport.http.credential.token.Token;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

/// What GitHub answers to who asks for a token.
record TokenAnswer(Json said) {

    Token token(Instant now) throws IOException {
        String token = said.text("token").orElse("");
        if (!token.matches("[!-~]{6,4096}")) {
            throw GithubApp.unusable();
        }
        try {
            return new Token(
                    Secret.of(token), now, Instant.parse(said.text("expires_at").orElse("")), null);
        } catch (DateTimeParseException _) {
            throw GithubApp.unusable();
        }
    }

    /// Reading metadata comes with everything.
    boolean isWithin(Reach wanted) {
        Map<String, Json> permissions =
                said.member("permissions").map(Json::members).orElse(Map.of());
        boolean narrow = permissions.keySet().stream().allMatch(name -> allowed(name, wanted));
        boolean all = said.text("repository_selection").orElse("selected").equals("all");
        boolean named = said.elements("repositories").stream()
                .allMatch(each ->
                        wanted.repositories().contains(each.text("full_name").orElse("")));
        return narrow && (wanted.everyRepository() || (!all && named));
    }

    private boolean allowed(String name, Reach wanted) {
        boolean writes = !said.member("permissions")
                .flatMap(all -> all.text(name))
                .orElse("write")
                .equals("read");
        boolean metadata = name.equals("metadata") && !writes;
        Boolean may = wanted.permissions().get(name);
        return metadata || (may != null && (may || !writes));
    }
}
