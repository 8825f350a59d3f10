package dev.sallyport.app.admin;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.app.http.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A request that has passed all locks.
///
/// @param id the part of the path that names a session or a hold; empty where there is none
/// @param user the caller, as the kernel names them
/// @param role of the token
@SuppressWarnings("ArrayRecordComponent")
record Request(String id, String user, Role role, byte[] body) {

    private static final int LONGEST_TEXT = 1000;

    /// The members of a body that is one flat JSON object; an empty body is an empty object.
    ///
    /// @throws Unacceptable when it is anything else, or holds another member
    Map<String, String> members(Set<String> known) throws Unacceptable {
        if (body.length == 0) return Map.of();
        JsonNode json = parsed();
        if (!json.isObject()) throw new Unacceptable("the body must be a JSON object");
        Map<String, String> members = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            members.put(name(member.getKey(), known), text(member.getKey(), member.getValue()));
        }
        return members;
    }

    private JsonNode parsed() throws Unacceptable {
        try {
            return Json.read(body);
        } catch (JsonProcessingException e) {
            throw new Unacceptable("the body is not JSON" + place(e.getLocation()));
        } catch (IOException e) {
            throw new Unacceptable("the body is not JSON in UTF-8");
        }
    }

    /// Too deep a nesting has no place.
    private static String place(@Nullable JsonLocation at) {
        return at == null
                ? ", or nested too deeply"
                : ", look at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static String name(String name, Set<String> known) throws Unacceptable {
        if (!known.contains(name)) {
            throw new Unacceptable("the body holds a member that is not one of "
                    + known.stream().sorted().toList());
        }
        return name;
    }

    private static String text(String name, JsonNode value) throws Unacceptable {
        if (!value.isTextual()) throw new Unacceptable("must be a string: `" + name + "`");
        String text = value.textValue();
        if (text.length() > LONGEST_TEXT) {
            throw new Unacceptable("must have at most " + LONGEST_TEXT + " characters: `" + name + "`");
        }
        return text;
    }

    /// What the caller sent cannot be worked with.
    static final class Unacceptable extends Exception {
        private static final long serialVersionUID = 1;

        private final String detail;

        Unacceptable(String detail) {
            super(detail);
            this.detail = detail;
        }

        Answer answer() {
            return new Problem(400, "bad-body", detail).answer();
        }
    }
}
