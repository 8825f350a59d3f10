package dev.sallyport.app.config.check;

import dev.sallyport.app.config.Mcp;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.problem.Shown;
import java.net.URI;

/// An MCP server is reached or run, not both, and its keys belong to what it is.
///
/// @param path of the target's protocol, such as `targets.files.mcp`
record McpChecks(String path, Problems problems) {

    private static final String AS_GATEWAY = "gateway";

    void check(Mcp mcp) {
        URI address = mcp.address();
        if ((address == null) == mcp.command().isEmpty()) {
            problems.error(path, "give one of `address` and `command`: a server that is reached, or one that is run");
        } else if (address != null) {
            reached(mcp, address);
        } else {
            run(mcp);
        }
        pins(mcp);
    }

    private void reached(Mcp mcp, URI address) {
        new HttpChecks(path, problems).address(address, mcp.key() != null);
        foreign("args", !mcp.args().isEmpty(), "command");
        foreign("env", !mcp.env().isEmpty(), "command");
        foreign("secretEnv", !mcp.secretEnv().isEmpty(), "command");
        foreign("user", !mcp.user().isEmpty(), "command");
    }

    private void run(Mcp mcp) {
        foreign("key", mcp.key() != null, "address");
        foreign("forward", mcp.forward(), "address");
        foreign("ca", mcp.ca() != null, "address");
        foreign("networks", !mcp.networks().isEmpty(), "address");
        mcp.env().keySet().stream()
                .filter(mcp.secretEnv()::containsKey)
                .forEach(name -> problems.error(path + ".secretEnv." + name, "stands in `env` too, keep one"));
        if (!mcp.command().startsWith("/")) {
            problems.error(path + ".command", "must be an absolute path: " + Shown.of(mcp.command()));
        }
        user(mcp.user());
    }

    /// R22
    private void user(String user) {
        if (user.isEmpty()) {
            problems.error(
                    path + ".user",
                    "missing, name the system's user that the program runs as; `gateway` for the gateway's own");
        } else if (user.equals(AS_GATEWAY)) {
            problems.warn(
                    path + ".user",
                    "the program can read whatever the gateway can, its secrets too: give it a user of its own: "
                            + Shown.of(user));
        }
    }

    private void foreign(String key, boolean given, String belongsTo) {
        if (given) problems.error(path + "." + key, "belongs to `" + belongsTo + "`, take it out");
    }

    private void pins(Mcp mcp) {
        mcp.pinned().forEach((tool, hash) -> {
            if (!hash.matches("sha256:[0-9a-f]{64}")) {
                problems.error(path + ".pinned." + tool, "must be `sha256:` and 64 hex digits: " + Shown.of(hash));
            }
        });
    }
}
