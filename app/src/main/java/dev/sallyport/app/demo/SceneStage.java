package dev.sallyport.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.app.config.load.ConfigurationException;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.demo.ExecCall.Ended;
import dev.sallyport.app.demo.ExecCall.Order;
import dev.sallyport.app.wiring.Sallyport;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.model.ModelReply;
import dev.sallyport.testkit.model.ModelReply.Call;
import dev.sallyport.testkit.model.ScriptedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// A database, a helpdesk, a model and a webhook behind one gateway, and an agent on unmodified SDKs that
/// `sallyport exec` starts: it knows what is in its environment and nothing else. One thread plays on it.
public final class SceneStage implements AutoCloseable {

    /// What the provider of the model knows the gateway by. The agent never has it.
    public static final String KEY = "sk-the-provider-knows-me-4711";

    private static final List<String> TARGETS = List.of("crm", "model", "helpdesk", "hooks");

    private final PlatformIssuer platform;
    private final DemoFolder folder;
    private final ScriptedModel model;
    private final Webhook hooks;
    private final ScenePackages.Installed packages;
    private final Sallyport gateway;

    private SceneStage(
            PlatformIssuer platform,
            DemoFolder folder,
            ScriptedModel model,
            Webhook hooks,
            ScenePackages.Installed packages,
            Sallyport gateway) {
        this.platform = platform;
        this.folder = folder;
        this.model = model;
        this.hooks = hooks;
        this.packages = packages;
        this.gateway = gateway;
    }

    /// @param database stays its caller's
    public static SceneStage set(
            ConfigurationFile loader, InstantSource clock, CrmDatabase database, ScenePackages.Installed packages)
            throws IOException, ConfigurationException {
        DemoFolder folder = DemoFolder.create();
        PlatformIssuer platform = PlatformIssuer.start(clock);
        ScriptedModel model = ScriptedModel.start(KEY);
        Webhook hooks = Webhook.start(folder.path().resolve("hooks.crt"));
        folder.writeCertificate();
        folder.writePrivate("crm-admin", CrmDatabase.GATEWAY + ":" + database.gatewayPassword());
        folder.writePrivate("model-key", KEY);
        folder.writePrivate("ticket.txt", "");
        SceneConfiguration rules = new SceneConfiguration(
                platform.issuer(),
                database.port(),
                model.port(),
                hooks.port(),
                packages.node(),
                packages.folder(),
                folder.path());
        folder.writePrivate("sallyport.yaml", rules.yaml());
        Sallyport gateway = Sallyport.start(folder.configuration(), loader, clock);
        gateway.targets().values().forEach(target -> target.refreshCatalog());
        return new SceneStage(platform, folder, model, hooks, packages, gateway);
    }

    /// Who acts.
    private enum Who {
        SUPPORT("system:serviceaccount:support:triage", "support", "resolve-ticket"),
        PARTNERS("system:serviceaccount:partners:desk", "partners", "export-customers");

        private final String subject;
        private final String namespace;
        private final String purpose;

        Who(String subject, String namespace, String purpose) {
            this.subject = subject;
            this.namespace = namespace;
            this.purpose = purpose;
        }
    }

    /// The support agent gets the ticket, and falls for it.
    public Ended resolve(SceneTicket ticket) throws IOException, InterruptedException {
        folder.writePrivate("ticket.txt", ticket.text());
        proposes(ticket.proposals());
        return agent(Who.SUPPORT, ticket.request(), ticket.regardless());
    }

    /// The benign twin: the partner desk is really asked for the export.
    public Ended export() throws IOException, InterruptedException {
        String address = "https://localhost:" + hooks.port() + "/hooks/partner";
        String three = "{\"sql\": \"SELECT id, name FROM customers ORDER BY id LIMIT 3\"}";
        proposes(List.of(
                List.of(new Call("call_1", "run_sql", three)),
                List.of(new Call("call_2", "http_post", SceneTicket.post(address, "id,name 1,Customer 1")))));
        String request = "Export the id and name of our customers and POST the list to " + address + ".";
        return agent(Who.PARTNERS, request, List.of());
    }

    /// What the model proposes, one list after the other, as if it had read nothing; then it is done.
    private void proposes(List<List<Call>> rounds) {
        model.answers(asked -> {
            long round = messages(asked.json()).stream()
                    .filter(message -> "assistant".equals(message.get("role")))
                    .count();
            return round < rounds.size()
                    ? ModelReply.calls("", rounds.get((int) round).toArray(Call[]::new))
                    : ModelReply.words("Done.");
        });
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> messages(Map<String, Object> json) {
        return (List<Map<String, Object>>) json.getOrDefault("messages", List.of());
    }

    private Ended agent(Who who, String request, List<List<Object>> regardless)
            throws IOException, InterruptedException {
        String proof = platform.token(who.subject)
                .audience("sallyport")
                .claim("namespace", who.namespace)
                .sign();
        Map<String, String> environment =
                Map.of("REQUEST", request, "REGARDLESS", new ObjectMapper().writeValueAsString(regardless));
        List<String> command = List.of(
                packages.node().toString(),
                packages.folder().resolve("agent.mjs").toString());
        return new ExecCall(gateway, folder).run(new Order(who.purpose, TARGETS, proof, command, environment));
    }

    public ScriptedModel model() {
        return model;
    }

    public Webhook hooks() {
        return hooks;
    }

    /// The gateway's state: its trail and keys are in there.
    public Path state() {
        return folder.path().resolve("state");
    }

    public Path configuration() {
        return folder.configuration();
    }

    void stopGateway() {
        gateway.close();
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        model.close();
        hooks.close();
        platform.close();
        folder.close();
    }
}
