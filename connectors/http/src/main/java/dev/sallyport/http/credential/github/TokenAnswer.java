package dev.sallyport.http.credential.github;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.grammar.http.json.Json;
import dev.sallyport.http.credential.token.Bearer;
import dev.sallyport.http.credential.token.Token;
import dev.sallyport.transport.http.Echoes;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/// What GitHub answers to who asks for a token.
record TokenAnswer(Json said) {

    Token token(Instant now) throws IOException {
        String token = said.text("token").orElse("");
        if (!token.matches("[!-~]{6,4096}")) {
            throw GithubApp.unusable();
        }
        try {
            Secret value = Secret.of(token);
            Secret pair = Secret.of(Bearer.pair(GithubLease.GIT_USER, value));
            Instant end = Instant.parse(said.text("expires_at").orElse(""));
            return new Token(value, now, end, null, Echoes.of(List.of(value, pair)));
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
