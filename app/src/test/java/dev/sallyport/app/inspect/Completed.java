package dev.sallyport.app.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A page's YAML as a whole configuration, with the files that it names in a folder.
///
/// A part is put into the page's own whole configuration, or into a plain one. JSON is YAML, so it is written as that.
record Completed(Path folder) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /// What a reader's own configuration has around the parts that pages show.
    private static final String PLAIN = """
            listen: { postgres: 127.0.0.1:6432, http: 127.0.0.1:8443 }
            tls: { certificate: tls/sallyport.crt, key: "file:tls/sallyport.key" }
            authMethods:
              pods: { kubernetes: { audience: sallyport }, where: 'claims.namespace == "support"' }
            targets:
              crm:
                postgres: { address: "crm.internal:5432", database: crm, admin: "file:crm-admin", minting: functions }
                roles: { support: SELECT ON customers, editor: UPDATE ON tickets, reader: SELECT ON tickets }
              hooks:
                http: { address: "https://hooks.example" }
                roles: { support: POST /partner }
            access:
              - { from: pods, to: crm, as: support, purposes: [resolve-ticket] }
            purposes:
              resolve-ticket:
                description: answer the one customer a support ticket is about
                allow: [ { read: crm/customers, keyedBy: id, atMost: { perAction: 5 } } ]
            """;

    private static final Set<String> PLATFORMS = Set.of("gitlab", "gcp", "azure", "terraform");
    private static final Set<String> NAMED = Set.of("authMethods", "targets", "purposes");
    private static final Set<String> PATHS = Set.of("certificate", "ca");

    private static final String PEM = """
            -----BEGIN CERTIFICATE-----
            MIIBezCCASGgAwIBAgIUUpqRH2ZoJktPo/vR7fY8+JURwgUwCgYIKoZIzj0EAwIw
            EjEQMA4GA1UEAwwHZXhhbXBsZTAgFw0yNjExMjkxNDQ4NDJaGA8yMTI2MTEwNTE0
            NDg0MlowEjEQMA4GA1UEAwwHZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEH
            A0IABEPCF3t4H8gy5AQl5FBPHcLw5W5fnkdsK3Yf0whyrJ09Ajfb5yttHXcejWac
            FtnZ2E8N6AcXj6hO3HNKKa3R5MijUzBRMB0GA1UdDgQWBBRYQ4DMVt2YO3xuvprF
            HgS5DD7N0TAfBgNVHSMEGDAWgBRYQ4DMVt2YO3xuvprFHgS5DD7N0TAPBgNVHRMB
            Af8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQDgp8EoyUG3ytlwDUS6jXRNB5gm
            bRiy5FJ3BcC8m/IUMAIgWi+AoHdtyN1YEkvV8on7oSFMK3uVw8SEuT5zeD66qNs=
            -----END CERTIFICATE-----
            """;

    String text(YamlBlock block) throws JsonProcessingException {
        JsonNode given = MAPPER.valueToTree(YamlBlock.read(block.text()));
        ObjectNode all = block.whole()
                ? (ObjectNode) given
                : MAPPER.valueToTree(YamlBlock.read(block.before().isEmpty() ? PLAIN : block.before()));
        if (given instanceof ArrayNode lines) {
            ((ArrayNode) all.path("purposes").elements().next().path("allow")).addAll(lines);
        } else if (!block.whole()) {
            merge(all, placed((ObjectNode) given));
        }
        files(all);
        return MAPPER.writeValueAsString(all);
    }

    /// Pages that are about one auth method, or one purpose, show only that.
    private static ObjectNode placed(ObjectNode part) {
        String key = part.fieldNames().next();
        if (PLATFORMS.contains(key)) {
            ObjectNode whole = MAPPER.createObjectNode();
            whole.putObject("authMethods").set("shown", part);
            return whole;
        }
        return part.path(key).has("allow") ? MAPPER.createObjectNode().set("purposes", part) : part;
    }

    /// What is named is completed by its keys, everything else is replaced.
    private static void merge(ObjectNode into, ObjectNode part) {
        part.properties().forEach(key -> {
            if (NAMED.contains(key.getKey())) {
                ObjectNode names = into.withObjectProperty(key.getKey());
                key.getValue()
                        .properties()
                        .forEach(name -> names.withObjectProperty(name.getKey()).setAll((ObjectNode) name.getValue()));
            } else {
                into.set(key.getKey(), key.getValue());
            }
        });
    }

    /// Makes the files; what lies elsewhere on the reader's machine lies in the folder here.
    private void files(ObjectNode node) {
        node.properties().forEach(key -> {
            if (key.getValue() instanceof ObjectNode deeper) files(deeper);
            if (key.getValue() instanceof TextNode text) {
                if (text.textValue().startsWith("file:")) {
                    key.setValue(new TextNode("file:" + made(text.textValue().substring("file:".length()), "user:x")));
                } else if (PATHS.contains(key.getKey())) {
                    key.setValue(new TextNode(made(text.textValue(), PEM)));
                }
            }
        });
    }

    private String made(String name, String content) {
        String inside = name.replaceFirst("^/", "");
        try {
            Path file = folder.resolve(inside);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return inside;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
