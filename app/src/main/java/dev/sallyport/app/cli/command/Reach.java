package dev.sallyport.app.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sallyport.app.admin.Role;
import dev.sallyport.app.admin.client.AdminClient;
import dev.sallyport.app.admin.client.NotPermitted;
import dev.sallyport.app.admin.client.Reply;
import dev.sallyport.app.admin.client.Unreachable;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.io.IOException;

/// A running gateway, as a command sees it: an answer, or a failure with its exit code.
record Reach(AdminClient client) {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /// @param role that the route needs
    JsonNode get(String path, Role role) throws CommandFailure, InterruptedException {
        return send("GET", path, role, JsonNodeFactory.instance.missingNode());
    }

    /// @param role that the route needs
    JsonNode send(String method, String path, Role role, JsonNode body) throws CommandFailure, InterruptedException {
        Reply reply = reply(method, path, role, body);
        if (!reply.ok()) throw new CommandFailure(code(reply), reply.detail());
        return reply.json();
    }

    /// Also what the gateway refuses comes back, for a command that wants to look at it.
    Reply reply(String method, String path, Role role, JsonNode body) throws CommandFailure, InterruptedException {
        try {
            Reply reply = client.send(method, path, role, body);
            if (reply.status() == UNAUTHORIZED) {
                throw new CommandFailure(
                        ExitCode.FORBIDDEN,
                        "the gateway knows no such token, look whether the folder is its own: `" + client.tokens()
                                + "`");
            }
            return reply;
        } catch (NotPermitted e) {
            throw new CommandFailure(ExitCode.FORBIDDEN, text(e));
        } catch (Unreachable e) {
            throw new CommandFailure(ExitCode.UNREACHABLE, text(e));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.UNREACHABLE, "cannot ask the gateway: " + text(e));
        }
    }

    static ExitCode code(Reply reply) {
        return reply.status() == FORBIDDEN ? ExitCode.FORBIDDEN : ExitCode.REFUSED;
    }

    private static String text(IOException e) {
        String message = e.getMessage();
        return message == null ? "the connection failed" : message;
    }
}
