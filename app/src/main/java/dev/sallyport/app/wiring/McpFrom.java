package dev.sallyport.app.wiring;

import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.app.config.ChildLimitEntry;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.FirstUse;
import dev.sallyport.app.config.HostPort;
import dev.sallyport.app.config.MayAsk;
import dev.sallyport.app.config.Mcp;
import dev.sallyport.app.config.SecretReference;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.ToolEntry;
import dev.sallyport.http.credential.StandingCredential;
import dev.sallyport.mcp.pin.PinBook;
import dev.sallyport.mcp.pin.PinFolder;
import dev.sallyport.mcp.pin.PinWatch;
import dev.sallyport.mcp.target.ChildLimits;
import dev.sallyport.mcp.target.McpLimits;
import dev.sallyport.mcp.target.McpServer;
import dev.sallyport.mcp.target.McpTargetSettings;
import dev.sallyport.mcp.target.PinPolicy;
import dev.sallyport.mcp.target.ProtectedResource;
import dev.sallyport.mcp.target.ResourceRule;
import dev.sallyport.mcp.target.Revision;
import dev.sallyport.mcp.target.ServerAsk;
import dev.sallyport.mcp.target.ToolRule;
import dev.sallyport.mcp.wire.McpLease;
import dev.sallyport.mcp.wire.McpTarget;
import dev.sallyport.transport.http.Echoes;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Scrubbable;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A server of the Model Context Protocol.
public final class McpFrom {

    private static final System.Logger LOG = System.getLogger(McpFrom.class.getName());

    private McpFrom() {}

    /// @throws IOException when a secret, a file or the pins cannot be read
    static RunningOverHttp<McpLease> target(
            String name, TargetEntry entry, Mcp mcp, Configuration configuration, Ground ground) throws IOException {
        Map<String, Secret> secrets = secrets(name, mcp, ground);
        McpTargetSettings settings = settings(name, mcp, secrets, resource(name, configuration));
        PinBook pins = new PinBook(
                name,
                settings.pins(),
                settings.limits().tools(),
                new PinFolder(configuration.state().resolve("mcp")),
                watch(),
                ground.clock());
        McpTarget target = target(settings, mcp, pins, ground);
        Behind<McpLease> behind = new Behind<>(target, leasing(name, mcp, ground), target::close);
        return new RunningOverHttp<>(
                name, entry, HttpFiles.of(mcp), ground.clock().instant(), behind);
    }

    private static McpTarget target(McpTargetSettings settings, Mcp mcp, PinBook pins, Ground ground)
            throws IOException {
        URI address = mcp.address();
        if (address == null)
            return McpTarget.child(settings, UpstreamFrom.hosts(mcp), pins, ground.clock(), ground.blocking());
        return McpTarget.remote(
                settings,
                UpstreamFrom.hosts(mcp),
                mcp.forward(),
                UpstreamFrom.of(mcp, address, ground),
                pins,
                ground.clock(),
                ground.blocking());
    }

    private static PinWatch watch() {
        return (target, trusted, waiting) -> LOG.log(
                System.Logger.Level.WARNING,
                "a tool of target `" + target + "` is hidden and denied, look at it with `sallyport tools`: `"
                        + waiting.tool() + "` " + waiting.print());
    }

    private static Behind.Leasing<McpLease> leasing(String name, Mcp mcp, Ground ground) throws IOException {
        SecretReference reference = mcp.key();
        if (reference == null)
            return request -> lease(name, "nothing, the server asks for none", request, Fields.NONE, Echoes.NONE);
        Secret key = StandingCredential.usable(
                "targets." + name + ".mcp.key", ground.secrets().read(reference));
        Fields fields = Fields.of(
                "authorization",
                "Bearer " + key.exposeText(SecretAccess.because("the server wants it in each request")));
        Echoes echoes = Echoes.of(List.of(key));
        return request -> lease(name, "the server's standing key, used by the gateway alone", request, fields, echoes);
    }

    private static McpLease lease(String name, String describe, LeaseRequest request, Fields fields, Echoes injected) {
        return new McpLease("key of " + name, describe, request.notAfter(), fields, injected);
    }

    private static Map<String, Secret> secrets(String name, Mcp mcp, Ground ground) throws IOException {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        for (Map.Entry<String, SecretReference> one : mcp.secretEnv().entrySet()) {
            String path = "targets." + name + ".mcp.secretEnv." + one.getKey();
            secrets.put(one.getKey(), Scrubbable.secret(path, ground.secrets().read(one.getValue())));
        }
        return secrets;
    }

    private static Map<String, String> environment(Mcp mcp, Map<String, Secret> secrets) {
        SecretAccess why = SecretAccess.because("the program reads its environment");
        Map<String, String> all = new LinkedHashMap<>(mcp.env());
        secrets.forEach((variable, secret) -> all.put(variable, secret.exposeText(why)));
        return all;
    }

    /// Where a client without a token gets one.
    private static ProtectedResource resource(String name, Configuration configuration) {
        HostPort http = configuration.listen().http();
        if (http == null || configuration.tls() == null) return ProtectedResource.UNSAID;
        String issuer = configuration.sessions().issuerAt(http);
        return new ProtectedResource(issuer + "/" + name, List.of(issuer), List.of());
    }

    /// How its messages are understood.
    ///
    /// @param secrets of a child's environment, by variable
    public static McpTargetSettings settings(
            String name, Mcp mcp, Map<String, Secret> secrets, ProtectedResource resource) {
        return new McpTargetSettings(
                name,
                server(mcp, secrets),
                Set.copyOf(Revision.ALL),
                mcp.tools().entrySet().stream()
                        .map(tool -> rule(tool.getKey(), tool.getValue()))
                        .toList(),
                mcp.resources().entrySet().stream()
                        .map(each -> new ResourceRule(each.getKey(), each.getValue()))
                        .toList(),
                new PinPolicy(firstUse(mcp.firstUse()), mcp.pinned()),
                mcp.mayAsk().stream().map(McpFrom::ask).collect(Collectors.toUnmodifiableSet()),
                Set.copyOf(mcp.origins()),
                resource,
                limits(Math.toIntExact(mcp.maxBody().bytes())));
    }

    private static McpServer server(Mcp mcp, Map<String, Secret> secrets) {
        URI address = mcp.address();
        if (address != null) return new McpServer.Remote(address);
        List<String> command = new ArrayList<>(List.of(mcp.command()));
        command.addAll(mcp.args());
        return new McpServer.Child(
                command,
                environment(mcp, secrets),
                mcp.folder(),
                mcp.user(),
                mcp.firstByteTimeout(),
                McpServer.Child.DEFAULT_END_WITHIN,
                mcp.children(),
                limits(mcp.limits()),
                List.copyOf(secrets.values()));
    }

    private static ChildLimits limits(ChildLimitEntry limits) {
        return new ChildLimits(limits.memory().bytes(), limits.processor(), limits.files());
    }

    private static ToolRule rule(String match, ToolEntry tool) {
        long records = tool.records().isNone() ? -1 : tool.records().value();
        return new ToolRule(match, tool.verb(), tool.resource(), tool.keyedBy(), records);
    }

    private static PinPolicy.FirstUse firstUse(FirstUse word) {
        return switch (word) {
            case TRUST -> PinPolicy.FirstUse.TRUST;
            case QUARANTINE -> PinPolicy.FirstUse.QUARANTINE;
        };
    }

    private static ServerAsk ask(MayAsk word) {
        return switch (word) {
            case SAMPLING -> ServerAsk.SAMPLING;
            case ELICITATION -> ServerAsk.ELICITATION;
            case ROOTS -> ServerAsk.ROOTS;
        };
    }

    private static McpLimits limits(int message) {
        McpLimits usual = McpLimits.DEFAULT;
        return new McpLimits(message, usual.depth(), usual.batch(), usual.arguments(), usual.backlog(), usual.tools());
    }
}
