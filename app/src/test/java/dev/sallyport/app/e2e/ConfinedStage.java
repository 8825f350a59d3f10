package dev.sallyport.app.e2e;

import com.sun.net.httpserver.HttpServer;
import dev.sallyport.testkit.model.ScriptedModel;
import dev.sallyport.trail.line.EventKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs in a process of its own, in a network namespace that has a loopback device and no other. A gateway with
/// targets over HTTP, models and tools, and `sallyport exec` as root and as a user that is nobody special. Prints
/// what each said, for [ConfinedAgentTest].
public final class ConfinedStage {

    private static final String METADATA = "169.254.169.254";

    private static final String TARGETS = """
              models:
                llm: { dialect: openai, address: "http://127.0.0.1:MODEL", key: "file:shop-key" }
                roles: { agent: small }
              claude:
                llm: { dialect: anthropic, address: "http://127.0.0.1:MODEL", key: "file:shop-key" }
                roles: { agent: small }
              desk:
                mcp: { address: "http://127.0.0.1:DESK/mcp" }
                roles: { agent: look }
            access:
              - { from: pods, to: models, as: agent, purposes: [support] }
              - { from: pods, to: claude, as: agent, purposes: [support] }
              - { from: pods, to: desk, as: agent, purposes: [support] }
            """;

    private static final String LINES = """
                allow:
                  - { execute: [models/small, claude/small], atMost: { perSession: 100000 } }
                  - { execute: [desk/look] }
                  - { discover: desk/tools }
            """;

    /// Knows nothing but its environment.
    private static final String THROUGH = """
            echo "id $(id -u)"; grep -E '^(Cap|NoNewPrivs)' /proc/self/status
            curl='curl -sS --max-time 20'; json='Content-Type: application/json'
            hello='{"model":"small","max_tokens":50,"messages":[{"role":"user","content":"Say hello"}]}'
            call='{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"look","arguments":{},"_meta":{\
            "io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}'
            echo "http: $($curl -H "Authorization: Bearer $SALLYPORT_TOKEN_SHOP" $SALLYPORT_SHOP_URL/customers/1)"
            echo "openai: $($curl -H "Authorization: Bearer $OPENAI_API_KEY" -H "$json" -d "$hello" \
              $OPENAI_BASE_URL/chat/completions)"
            echo "anthropic: $($curl -H "x-api-key: $ANTHROPIC_API_KEY" -H 'anthropic-version: 2023-06-01' -H "$json" \
              -d "$hello" $ANTHROPIC_BASE_URL/v1/messages)"
            echo "mcp: $($curl -H "Authorization: Bearer $(cat $SALLYPORT_TOKEN_FILE_DESK)" -H "$json" -d "$call" \
              -H 'Accept: application/json, text/event-stream' -H 'mcp-protocol-version: 2026-07-28' \
              -H 'mcp-method: tools/call' -H 'mcp-name: look' $SALLYPORT_MCP_DESK_URL)"
            export NO_PROXY= no_proxy=
            echo "proxy: $($curl https://localhost:VAULT/customers/3)"
            """;

    /// Past the gateway, to where each target really is.
    private static final String STRAIGHT = """
            straight() { echo "straight to $1: $(curl -sS -k --noproxy '*' --max-time 5 "$2" 2>&1)"; }
            straight shop http://127.0.0.1:SHOP/customers/9
            straight vault https://localhost:VAULT/customers/9
            straight model http://127.0.0.1:MODEL/v1/models
            straight desk http://127.0.0.1:DESK/mcp
            straight metadata http://169.254.169.254/latest/meta-data/
            """;

    /// In a mount namespace of its own, where one file is not what it is elsewhere.
    private static final String WITHOUT = "mount --bind /dev/null \"$1\"; shift; exec \"$@\"";

    private final Path folder;
    private final @Nullable TestUser user;
    private final ScriptedModel model;
    private final DeskServer desk;
    private final ShopStage shop;

    private ConfinedStage(Path folder, @Nullable TestUser user, ScriptedModel model, DeskServer desk, ShopStage shop) {
        this.folder = folder;
        this.user = user;
        this.model = model;
        this.desk = desk;
        this.shop = shop;
    }

    /// @param arguments a folder that everybody may read
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Ran.of(folder, System.getenv(), "ip", "address", "add", METADATA + "/32", "dev", "lo");
        HttpServer metadata = metadata();
        TestUser user = TestUser.missing().isEmpty() ? TestUser.make(folder) : null;
        try (ScriptedModel model = ScriptedModel.start(ShopStage.KEY);
                DeskServer desk = new DeskServer();
                ShopStage shop = ShopStage.play(
                        yaml -> yaml.replace("access:\n", targets(model, desk)).replace("    allow:\n", LINES))) {
            new ConfinedStage(folder, user, model, desk, shop).play();
        } finally {
            if (user != null) user.close();
            metadata.stop(0);
        }
        System.exit(0);
    }

    private static String targets(ScriptedModel model, DeskServer desk) {
        return TARGETS.replace("MODEL", "" + model.port()).replace("DESK", "" + desk.port());
    }

    private static HttpServer metadata() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(METADATA, 80), 0);
        server.createContext("/", exchange -> {
            byte[] body = "the machine's own credentials".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private void play() throws Exception {
        String own = System.getProperty("java.class.path");
        say("FREE", exec(own, "root", List.of(), STRAIGHT));
        say("ROOT", exec(own, "root", List.of("--confine"), THROUGH + STRAIGHT));
        if (user != null) play(user);
    }

    private void play(TestUser somebody) throws Exception {
        String readable = ReadableClasses.in(folder);
        List<String> confined = exec(readable, somebody.name(), List.of("--confine"), THROUGH + STRAIGHT);
        say("ANYBODY", somebody.words(confined));
        System.out.println("RANGE " + somebody.first() + " " + (somebody.first() + somebody.count() - 1));
        List<String> idle = somebody.words(exec(readable, somebody.name(), List.of("--confine"), "echo it-ran"));
        for (String file : List.of("/usr/bin/newuidmap", "/etc/subuid")) {
            int before = shop.records(EventKind.TASK_OPENED).size();
            List<String> words = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", WITHOUT, "sh", file));
            words.addAll(idle);
            say("WITHOUT " + file, words);
            System.out.println("OPENED " + (shop.records(EventKind.TASK_OPENED).size() - before));
        }
    }

    private List<String> exec(String classes, String who, List<String> options, String script) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classes,
                "dev.sallyport.app.Main",
                "exec",
                "--gateway",
                "https://localhost:" + shop.http(),
                "--ca",
                readable("ca.pem", Files.readString(shop.certificate())),
                "--purpose",
                "support",
                "--proof",
                "file:" + readable("proof-" + who, shop.token(who))));
        for (String target : List.of("shop", "vault", "models", "claude", "desk"))
            words.addAll(List.of("--target", target));
        words.addAll(options);
        words.addAll(List.of(
                "--",
                "sh",
                "-c",
                script.replace("SHOP/", shop.shop.port() + "/")
                        .replace("VAULT/", shop.vault.port() + "/")
                        .replace("MODEL/", model.port() + "/")
                        .replace("DESK/", desk.port() + "/")));
        return words;
    }

    private String readable(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        return file.toString();
    }

    private void say(String name, List<String> words) throws Exception {
        Ran ran = Ran.of(folder, Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"), words.toArray(String[]::new));
        System.out.println("BEGIN " + name + "\n" + ran.out() + "\nEND " + ran.exit());
    }
}
