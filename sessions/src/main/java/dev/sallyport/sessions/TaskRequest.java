package dev.sallyport.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.api.session.TaskLimits;
import dev.sallyport.sessions.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What `authorization_details` asks for (RFC 9396): exactly one object of type `sallyport_task`. A
/// member that is not known is an error, since ignoring it could grant more than was meant.
///
/// @param purpose empty when none was named
/// @param task free text, possibly empty
/// @param targets empty when none was named
/// @param lifetime how long the task is to live; empty for as long as it may
/// @param intent SHA-256 of the object in canonical form
record TaskRequest(
        String purpose,
        String task,
        List<String> targets,
        TaskLimits limits,
        Optional<Duration> lifetime,
        String intent) {

    static final String TYPE = "sallyport_task";

    private static final Set<String> MEMBERS = Set.of("type", "purpose", "task", "targets", "limits", "plan");
    private static final Set<String> LIMITS = Set.of("perAction", "perTask", "lifetime");
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_TASK = 4096;
    private static final int MOST_TARGETS = 16;
    private static final int MOST_STEPS = 64;

    TaskRequest {
        targets = List.copyOf(targets);
    }

    /// @param details the parameter; empty for none
    static TaskRequest parse(String details) throws OAuthError.Raised {
        return details.isEmpty() ? of(Json.object().put("type", TYPE)) : of(only(details));
    }

    private static JsonNode only(String details) throws OAuthError.Raised {
        JsonNode json = json(details);
        if (!json.isArray() || json.size() != 1 || !json.get(0).isObject())
            throw OAuthError.details("must be a JSON array of exactly one object")
                    .raised();
        if (!json.get(0).path("type").asText("").equals(TYPE))
            throw OAuthError.details("the object's type must be `" + TYPE + "`").raised();
        return json.get(0);
    }

    private static JsonNode json(String details) throws OAuthError.Raised {
        try {
            return Json.read(details);
        } catch (IOException e) {
            throw OAuthError.details(String.valueOf(e.getMessage())).raised();
        }
    }

    private static TaskRequest of(JsonNode object) throws OAuthError.Raised {
        known(object, MEMBERS, "");
        texts(object, "plan", MOST_STEPS, LONGEST_TASK);
        JsonNode limits = object.path("limits");
        if (!limits.isMissingNode() && !limits.isObject())
            throw OAuthError.details("limits: must be an object").raised();
        known(limits, LIMITS, "limits.");
        return new TaskRequest(
                text(object, "purpose", LONGEST_NAME),
                text(object, "task", LONGEST_TASK),
                texts(object, "targets", MOST_TARGETS, LONGEST_NAME),
                new TaskLimits(number(limits, "perAction"), number(limits, "perTask")),
                lifetime(limits),
                Json.hash(object));
    }

    private static void known(JsonNode object, Set<String> members, String path) throws OAuthError.Raised {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!members.contains(member.getKey())) {
                List<String> sorted = members.stream().sorted().toList();
                throw OAuthError.details(path + "a member is not one of " + String.join(", ", sorted))
                        .raised();
            }
        }
    }

    private static String text(JsonNode object, String member, int longest) throws OAuthError.Raised {
        JsonNode value = object.path(member);
        if (value.isMissingNode()) return "";
        if (!value.isTextual() || value.textValue().length() > longest)
            throw OAuthError.details(member + ": must be a string of at most " + longest + " characters")
                    .raised();
        return value.textValue();
    }

    private static List<String> texts(JsonNode object, String member, int most, int longest) throws OAuthError.Raised {
        JsonNode values = object.path(member);
        if (values.isMissingNode()) return List.of();
        List<String> texts = new ArrayList<>();
        boolean fits = values.isArray() && !values.isEmpty() && values.size() <= most;
        for (JsonNode value : values) {
            fits &= value.isTextual()
                    && !value.textValue().isEmpty()
                    && value.textValue().length() <= longest;
            if (!texts.contains(value.asText())) texts.add(value.asText());
        }
        if (!fits) {
            String each = " strings of 1 to " + longest + " characters";
            throw OAuthError.details(member + ": must be an array of 1 to " + most + each)
                    .raised();
        }
        return texts;
    }

    private static long number(JsonNode limits, String member) throws OAuthError.Raised {
        JsonNode value = limits.path(member);
        if (value.isMissingNode()) return Long.MAX_VALUE;
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0)
            throw OAuthError.details("limits." + member + ": must be a whole number, 0 or more")
                    .raised();
        return value.longValue();
    }

    private static Optional<Duration> lifetime(JsonNode limits) throws OAuthError.Raised {
        long seconds = number(limits, "lifetime");
        if (seconds == Long.MAX_VALUE) return Optional.empty();
        if (seconds == 0 || seconds > Duration.ofDays(366).toSeconds())
            throw OAuthError.details("limits.lifetime: must be seconds, more than 0")
                    .raised();
        return Optional.of(Duration.ofSeconds(seconds));
    }
}
