package dev.sallyport.authmethods.presets;

import dev.sallyport.authmethods.jwt.Requirement;
import dev.sallyport.authmethods.web.SafeUrl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects what plain keys ask for. Used on one thread.
final class Wanted {

    private final List<Requirement> requirements = new ArrayList<>();

    /// Nothing, when the key is not given.
    Wanted oneOf(String claim, String key, List<String> allowed) {
        return allowed.isEmpty() ? this : and(new Requirement.OneOf(claim, key, allowed));
    }

    Wanted and(Requirement requirement) {
        requirements.add(requirement);
        return this;
    }

    List<Requirement> list() {
        return List.copyOf(requirements);
    }

    /// A value that is nothing or that everything fits is a mistake, whatever the key.
    static Map<String, String> tooWide(Map<String, List<String>> keys) {
        Map<String, String> problems = new LinkedHashMap<>();
        keys.forEach((key, values) -> {
            if (values.stream()
                    .anyMatch(value -> value.isBlank() || value.chars().allMatch(c -> c == '*'))) {
                problems.put(key, "would let everything in, name what is yours");
            }
        });
        return problems;
    }

    /// Whether an address of the platform's own installation can be one.
    static void address(Map<String, String> problems, String url) {
        String problem = SafeUrl.problemOf(url);
        if (!problem.isEmpty()) {
            problems.put("url", problem);
        }
    }
}
