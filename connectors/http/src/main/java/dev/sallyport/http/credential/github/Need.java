package dev.sallyport.http.credential.github;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What one line of a role, or one allowance of a purpose, needs at GitHub.
///
/// @param repository `owner/name`; `*` for every one
/// @param permission of the token; `*` for every one
/// @param write whether reading is not enough
record Need(String repository, String permission, boolean write) {

    static final String EVERY = "*";

    /// Any number of segments, in a role's line.
    private static final String ALL = "**";

    /// The last part of the path after `/repos/owner/name/` and what it needs
    /// ([permissions](https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps)).
    private static final Map<String, String> AREAS = Map.ofEntries(
            Map.entry("issues", "issues"),
            Map.entry("labels", "issues"),
            Map.entry("milestones", "issues"),
            Map.entry("assignees", "issues"),
            Map.entry("pulls", "pull_requests"),
            Map.entry("contents", "contents"),
            Map.entry("git", "contents"),
            Map.entry("commits", "contents"),
            Map.entry("branches", "contents"),
            Map.entry("compare", "contents"),
            Map.entry("merges", "contents"),
            Map.entry("releases", "contents"),
            Map.entry("readme", "contents"),
            Map.entry("tarball", "contents"),
            Map.entry("zipball", "contents"),
            Map.entry("actions", "actions"),
            Map.entry("check-runs", "checks"),
            Map.entry("check-suites", "checks"),
            Map.entry("statuses", "statuses"),
            Map.entry("deployments", "deployments"),
            Map.entry("environments", "environments"),
            Map.entry("hooks", "repository_hooks"),
            Map.entry("pages", "pages"),
            Map.entry("code-scanning", "security_events"),
            Map.entry(EVERY, EVERY),
            Map.entry(ALL, EVERY));

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /// Empty when the line is about no repository.
    ///
    /// @param line `GET,HEAD /repos/acme/shop/issues/**`
    /// @throws IllegalArgumentException when nobody knows what it needs
    static Optional<Need> ofLine(String line) {
        String[] words = line.strip().split("\\s+", 2);
        if (words.length < 2 || !words[1].startsWith("/")) {
            return Optional.empty();
        }
        boolean write = !READING.containsAll(List.of(words[0].split(",", -1)));
        List<String> path = List.of(words[1].substring(1).split("/", -1));
        if (path.getFirst().equals(ALL) || path.equals(List.of("repos", ALL))) {
            return Optional.of(new Need(EVERY, EVERY, write));
        }
        return path.getFirst().equals("repos") ? ofApi(path, write) : ofGit(path, write);
    }

    /// Empty when the resource is no repository, or part of one.
    ///
    /// @param resource `repos/acme/shop/issues`, or `acme/shop` as Git's requests name it
    static Optional<Need> ofResource(String resource, boolean write) {
        List<String> path = new ArrayList<>(List.of(resource.split("/", -1)));
        if (path.getFirst().equals("repos")) {
            return ofApi(path, write);
        }
        return path.size() == 2 ? Optional.of(new Need(resource, "contents", write)) : Optional.empty();
    }

    private static Optional<Need> ofApi(List<String> path, boolean write) {
        if (path.size() < 3) {
            return Optional.empty();
        }
        if (path.get(2).equals(ALL)) {
            return Optional.of(new Need(EVERY, EVERY, write));
        }
        String area = path.size() > 3 && !path.get(3).isEmpty() ? path.get(3) : "";
        String permission = area.isEmpty() ? (write ? "administration" : "metadata") : AREAS.get(area);
        if (permission == null) {
            throw new IllegalArgumentException(
                    "nobody knows which permission this part of the API needs `" + area + "`");
        }
        return Optional.of(new Need(repository(path.get(1), path.get(2)), permission, write));
    }

    /// A fetch is a POST too, so the service tells reading from writing.
    private static Optional<Need> ofGit(List<String> path, boolean write) {
        boolean git = path.size() > 2
                && (path.get(1).endsWith(".git") || path.getLast().startsWith("git-"));
        if (!git) {
            return Optional.empty();
        }
        boolean pushes = path.getLast().equals("git-receive-pack")
                || (write && !path.getLast().equals("git-upload-pack"));
        String name = path.get(1).replaceFirst("\\.git$", "");
        return Optional.of(new Need(repository(path.get(0), name), "contents", pushes));
    }

    private static String repository(String owner, String name) {
        return owner.contains(EVERY) || name.contains(EVERY) ? EVERY : owner + "/" + name;
    }
}
