package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.OneOrMany;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A server of the Model Context Protocol: one that is reached over HTTP, or a program that the gateway runs.
public record Mcp(
        @Doc("Address of its endpoint, such as `https://mcp.example.com/mcp`. Give this or `command`.") @Nullable
        URI address,

        @Doc("Absolute path of a program to run, which speaks MCP over its standard input and output.") @Default("''")
        String command,

        @Doc("Arguments of `command`.") @Default("[]") List<String> args,

        @Doc("Environment of `command`, all of it: nothing of the gateway's own is handed on.") @Default("{}")
        Map<String, String> env,

        @Doc("More of its environment, by reference to secrets.") @Default("{}")
        Map<String, SecretReference> secretEnv,

        @Doc(
                "User of the system that `command` runs as; needed with it. The word `gateway` stands for the gateway's own"
                        + " user, which is dangerous: the program can then read what the gateway can.")
        @Default("''")
        String user,

        @Doc("Folder that `command` runs in.") @Default("/") Path folder,

        @Doc("Children of `command` that run at the same time, one for each MCP session.")
        @Default("64")
        @Bounds(min = "1", max = "1000")
        int children,

        @Doc("What each process of `command` may take of the machine.") @Default("{}")
        ChildLimitEntry limits,

        @Doc("Bearer token for `address`. Without it, the server gets none.") @Nullable
        SecretReference key,

        @Doc(
                "What tools do, by name or by a pattern with `*`; the first that matches holds. A tool that none matches is"
                        + " executed, as the resource of its own name.")
        @Default("{}")
        Map<String, ToolEntry> tools,

        @Doc("Names, for purposes, of the server's resources, by URI or by a pattern with `*`; the first that matches"
                + " holds. One that none matches is read under its URI.")
        @Default("{}")
        Map<String, String> resources,

        @Doc("What becomes of a tool that was never seen: trusted in the form in which it is seen first, or hidden and"
                + " denied until `pinned` names it. One that changed is hidden and denied in any case.")
        @Default("trust")
        FirstUse firstUse,

        @Doc("Hashes of tools, by name, `sha256:` and 64 hex digits: such a tool is trusted in that form alone.")
        @Default("{}")
        Map<String, String> pinned,

        @Doc("What the server may ask of the agent's side.") @Default("[]") @OneOrMany
        List<MayAsk> mayAsk,

        @Doc("Web origins that browsers may come from, such as `https://app.example`; others are refused.")
        @Default("[]")
        @OneOrMany
        List<String> origins,

        @Doc("Names by which agents may ask for it at `listen.http`, besides the path `/NAME/`.")
        @Default("[]")
        @OneOrMany
        List<HostName> hosts,

        @Doc("Whether it can be reached through the gateway as a forward proxy, under the name in `address`.")
        @Default("false")
        boolean forward,

        @Doc("PEM file of the authorities that the server's certificate may come from. Without it, those of the JDK.")
        @Nullable
        Path ca,

        @Doc(
                "What may be dialled although it lies inside: networks such as `10.0.0.0/8`, addresses, or names of hosts. An"
                        + " address that stands in `address` itself may be.")
        @Default("[]")
        @OneOrMany
        List<String> networks,

        @Doc("Connections to it that are open at once; further requests wait.")
        @Default("64")
        @Bounds(min = "1", max = "10000")
        int connections,

        @Doc("For connecting, TLS included.") @Default("5s") @Bounds(min = "100ms", max = "1m")
        Duration connectTimeout,

        @Doc("From the end of a request to the beginning of its answer.")
        @Default("60s")
        @Bounds(min = "100ms", max = "1h")
        Duration firstByteTimeout,

        @Doc("An answer that stands still for so long is cut.") @Default("5m") @Bounds(min = "1s", max = "24h")
        Duration idleTimeout,

        @Doc("Longer messages are denied unread.") @Default("4MiB") @Bounds(min = "1KiB", max = "64MiB")
        ByteSize maxBody,

        @Doc("Whether agents may reach this target without TLS, at `listen.plain`.") @Default("refuse")
        ClearText clearText)
        implements Protocol, OverHttp {
    public Mcp {
        args = List.copyOf(args);
        env = Kept.ordered(env);
        secretEnv = Kept.ordered(secretEnv);
        tools = Kept.ordered(tools);
        resources = Kept.ordered(resources);
        mayAsk = List.copyOf(mayAsk);
        origins = List.copyOf(origins);
        pinned = Kept.ordered(pinned);
        hosts = List.copyOf(hosts);
        networks = List.copyOf(networks);
    }

    @Override
    public String place() {
        return address == null ? command : address.toString();
    }

    @Override
    public @Nullable URI upstream() {
        return address;
    }
}
