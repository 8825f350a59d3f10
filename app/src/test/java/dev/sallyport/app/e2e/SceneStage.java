package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.testkit.model.ModelReply;
import dev.sallyport.testkit.model.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A database, a helpdesk, a model, a partner's webhook, and one agent that reaches them through one gateway alone.
final class SceneStage implements AutoCloseable {

    static final String KEY = "sk-the-provider-knows-me-4711";
    private static final Path SOURCES = Path.of("src", "test", "node-scene");

    private static final String RULES = """
              model:
                llm: { dialect: openai, address: "http://127.0.0.1:MODEL", key: "file:model-key" }
                roles: { support: [ "gpt-4o" ] }
              helpdesk:
                mcp:
                  command: NODE
                  args: [ FOLDER/helpdesk.mjs ]
                  env: { TICKET: FOLDER/ticket.txt }
                  user: gateway
                  folder: FOLDER
                  tools:
                    read_ticket: { verb: read, resource: tickets, keyedBy: { id: id } }
                    add_note: { verb: update, resource: tickets, keyedBy: { id: id }, records: 1 }
                    delete_ticket: { verb: delete, resource: tickets, keyedBy: { id: id }, records: 1 }
                roles: { support: [ tickets ] }
              hooks:
                http:
                  address: "https://localhost:HOOKS"
                  ca: hooks.crt
                  forward: true
                  outward: /hooks/**
                  clearText: allow
                roles: { support: [ "POST /hooks/*" ] }
            access:
              - { name: crm, from: support-pods, to: crm, as: support, purposes: PURPOSE }
              - { name: model, from: support-pods, to: model, as: support, purposes: PURPOSE }
              - { name: helpdesk, from: support-pods, to: helpdesk, as: support, purposes: PURPOSE }
              - { name: hooks, from: support-pods, to: hooks, as: support, purposes: PURPOSE }
            purposes:
              resolve-ticket:
                description: answer the one customer a support ticket is about
                intent: deny
                allow:
                  - { execute: model/gpt-4o }
                  - { discover: helpdesk/tools }
                  - { read: helpdesk/tickets, keyedBy: id, atMost: { perSession: 3 } }
                  - { update: helpdesk/tickets, keyedBy: id, atMost: { perAction: 1 } }
                  - { read: crm/customers, keyedBy: [id, email], atMost: { perAction: 1 } }
              export-customers:
                description: give the partner the list of customers
                intent: deny
                allow:
                  - { execute: model/gpt-4o }
                  - { discover: helpdesk/tools }
                  - { read: helpdesk/tickets, keyedBy: id }
                  - { read: crm/customers }
                  - { share: hooks/hooks/partner, afterSensitive: allow }
            """;

    private final E2eStage stage;
    final ScriptedModel model;
    final ShopServer hooks;
    private final Path folder;
    private final String node;

    private SceneStage(E2eStage stage, ScriptedModel model, ShopServer hooks, Path folder, String node) {
        this.stage = stage;
        this.model = model;
        this.hooks = hooks;
        this.folder = folder;
        this.node = node;
    }

    /// @param purpose the only one that the agent may come for
    static SceneStage play(Path folder, String purpose) throws Exception {
        String node = install(folder);
        ScriptedModel model = ScriptedModel.start(KEY);
        E2eStage stage = E2eStage.set(Files.createDirectories(folder.resolve("database")), "");
        ShopServer hooks = ShopServer.withTls(stage.configuration().resolveSibling("hooks.crt"));
        SceneStage scene = new SceneStage(stage, model, hooks, folder, node);
        stage.write("model-key", KEY);
        scene.ticket("");
        stage.configure("", yaml -> scene.configuration(yaml, purpose));
        stage.start();
        return scene;
    }

    private String configuration(String yaml, String purpose) {
        String listen = "listen: { postgres: \"127.0.0.1:0\", http: \"127.0.0.1:0\", plain: \"127.0.0.1:0\" }";
        return yaml.replace("listen: { postgres: \"127.0.0.1:0\" }", listen)
                + RULES.replace("PURPOSE", purpose)
                        .replace("MODEL", String.valueOf(model.port()))
                        .replace("HOOKS", String.valueOf(hooks.port()))
                        .replace("NODE", node)
                        .replace("FOLDER", folder.toString());
    }

    private static String install(Path folder) throws Exception {
        String npm = Ran.program(folder, "npm");
        for (String file : List.of("package.json", "package-lock.json", "agent.mjs", "helpdesk.mjs"))
            Files.copy(SOURCES.resolve(file), folder.resolve(file));
        Map<String, String> surroundings = System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().matches("(?i)PATH|HOME|CI|NODE_.*|NPM_.*|\\w*_PROXY"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Ran ran = Ran.of(folder, surroundings, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        boolean must = Boolean.parseBoolean(System.getenv("CI"));
        assumeTrue(must || ran.exit() == 0, "npm cannot install the agent's packages here: " + ran.out());
        assertThat(ran.out()).as("npm ci").contains("added ");
        return Ran.program(folder, "node");
    }

    /// What the helpdesk says when it is asked for ticket 17.
    ///
    /// @param injected what somebody wrote into it
    void ticket(String injected) throws IOException {
        Files.writeString(folder.resolve("ticket.txt"), """
                ticket: 17
                customer: 42
                subject: Wrong amount on my last invoice
                text: |
                  Hello, I was charged twice in March. Could you check and tell me when I get the money back?

                  INJECTED
                """.replace("INJECTED", injected));
    }

    /// What the model proposes, one list after the other, as if it had read nothing; then it is done.
    void proposes(List<List<ModelReply.Call>> rounds) {
        model.answers(asked -> {
            long round = messages(asked.json()).stream()
                    .filter(message -> "assistant".equals(message.get("role")))
                    .count();
            return round < rounds.size()
                    ? ModelReply.calls("", rounds.get((int) round).toArray(ModelReply.Call[]::new))
                    : ModelReply.words("Done.");
        });
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> messages(Map<String, Object> json) {
        return (List<Map<String, Object>>) json.get("messages");
    }

    /// The agent, on the wires that it was given and no others.
    ///
    /// @param regardless what it tries besides, as pairs of a tool and its arguments
    Ran agent(String request, List<List<Object>> regardless) throws Exception {
        String token = stage.token();
        int http = stage.gateway().addresses().get("http").port();
        int plain = stage.gateway().addresses().get("plain").port();
        Map<String, String> environment = new HashMap<>(stage.environment("verify-full"));
        environment.put("PATH", System.getenv("PATH"));
        environment.put("NODE_EXTRA_CA_CERTS", stage.certificate().toString());
        environment.put("PG_CA", Files.readString(stage.certificate()));
        environment.put("PGPASSWORD", token);
        environment.put("OPENAI_BASE_URL", "https://localhost:" + http + "/model/v1");
        environment.put("OPENAI_API_KEY", token);
        environment.put("MCP_URL", "https://localhost:" + http + "/helpdesk/mcp");
        environment.put("PROXY", "http://sallyport:" + token + "@127.0.0.1:" + plain);
        environment.put("PROXY_CA", stage.state().resolve("ca/ca.pem").toString());
        environment.put("REQUEST", request);
        environment.put("REGARDLESS", new ObjectMapper().writeValueAsString(regardless));
        return Ran.of(folder, environment, node, "agent.mjs");
    }

    E2eStage gateway() {
        return stage;
    }

    @Override
    public void close() throws Exception {
        stage.close();
        model.close();
        hooks.close();
    }
}
