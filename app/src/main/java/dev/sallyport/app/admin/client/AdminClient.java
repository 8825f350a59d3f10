package dev.sallyport.app.admin.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sallyport.app.admin.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Asks a running gateway.
///
/// @param socket of its admin interface
/// @param tokens folder of its token files
/// @param patience for connecting and the answer together
public record AdminClient(Path socket, Path tokens, Duration patience) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// @param role that the route needs
    public Reply get(String path, Role role) throws IOException, InterruptedException {
        return send("GET", path, role, JsonNodeFactory.instance.missingNode());
    }

    /// @param role that the route needs
    /// @param body sent when it is an object
    /// @throws Unreachable when no gateway answers
    /// @throws NotPermitted when there is no token to ask with
    public Reply send(String method, String path, Role role, JsonNode body) throws IOException, InterruptedException {
        if (!Files.exists(socket)) {
            throw new Unreachable("no gateway runs here, start one with `sallyport serve`: `" + socket + "`");
        }
        String content = body.isObject() ? MAPPER.writeValueAsString(body) : "";
        Exchange.Answer answer = new Exchange(socket, patience)
                .ask(new Exchange.Question(method, path, token(role), content.getBytes(StandardCharsets.UTF_8)));
        return new Reply(answer.status(), json(answer));
    }

    /// The least that covers the role.
    private String token(Role needed) throws IOException {
        for (Role role : Role.values()) {
            Path file = tokens.resolve(role.file());
            if (role.covers(needed) && Files.isReadable(file))
                return Files.readString(file).strip();
        }
        throw new NotPermitted("no token for the role " + needed.word() + " can be read, ask who runs the gateway: `"
                + tokens.resolve(needed.file()) + "`");
    }

    private static JsonNode json(Exchange.Answer answer) {
        try {
            return MAPPER.readTree(answer.body());
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.textNode(answer.body());
        }
    }
}
