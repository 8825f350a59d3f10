package dev.sallyport.postgres.setup;

import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.postgres.admin.Part;
import dev.sallyport.postgres.lease.ScramSecret;
import dev.sallyport.postgres.target.TargetSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What makes the gateway's small account at a target (R15), as SQL in steps of one transaction. It can
/// be run again, after a change of the roles or purposes too. Holds the SCRAM verifier of the account,
/// never its password.
public final class SetupScript {

    private static final Pattern STEP = Pattern.compile("^--- ", Pattern.MULTILINE);
    private static final Pattern GAP = Pattern.compile("\\{([a-z]+(?:\\.text)?)}");
    private static final SecretAccess VERIFIER = SecretAccess.because("the script holds the account's verifier");

    private final List<Step> steps;

    /// @param title lower case, one line
    public record Step(String title, String sql) {}

    private SetupScript(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /// @param target its `admin` is the account to make
    /// @param envelopes by role: the most that its purposes could allow
    /// @throws IllegalArgumentException when a name cannot stand in a statement, or the account is the owner
    public static SetupScript of(TargetSettings target, Map<String, Envelope> envelopes) {
        List<Template> templates = new TreeMap<>(envelopes)
                .entrySet().stream()
                        .map(e -> Template.of(target, e.getKey(), e.getValue()))
                        .toList();
        Map<String, String> words = words(target);
        words.put("templates", rows(target, templates));
        words.put("grants", grants(templates, words));
        return new SetupScript(filled(words));
    }

    private static Map<String, String> words(TargetSettings target) {
        String prefix = target.leases().prefix();
        String owner = prefix + "_owner";
        String account = target.admin().user();
        if (account.equals(owner)) {
            throw new IllegalArgumentException("targets." + target.name()
                    + ".postgres.admin: use another account, this one will own the" + " functions: `" + account + "`");
        }
        Map<String, String> words = new LinkedHashMap<>();
        words.put("prefix", prefix);
        words.put("instance", target.leases().instance());
        words.put("instance.text", Part.literal(target.leases().instance()).sql());
        words.put("target.text", Part.literal(target.name()).sql());
        words.put("database", Part.identifier(target.database()).sql());
        words.put("owner", Part.identifier(owner).sql());
        words.put("owner.text", Part.literal(owner).sql());
        words.put("account", Part.identifier(account).sql());
        words.put("account.text", Part.literal(account).sql());
        words.put("verifier", Part.literal(verifier(target)).sql());
        return words;
    }

    private static String verifier(TargetSettings target) {
        char[] password = target.admin().password().expose(VERIFIER);
        try {
            for (char c : password) {
                if (c < ' ' || c > '~')
                    throw new IllegalArgumentException("targets." + target.name()
                            + ".postgres.admin: use printable ASCII characters only in the password");
            }
            try (ScramSecret secret = ScramSecret.known(new String(password))) {
                return secret.verifier();
            }
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static String rows(TargetSettings target, List<Template> templates) {
        String before = "  (" + Part.literal(target.leases().instance()).sql() + ", "
                + Part.literal(target.name()).sql() + ", ";
        String rows = templates.stream()
                .flatMap(template -> template.lines().stream()
                        .map(line -> before + Part.literal(template.role()).sql() + ", " + line.row() + ")"))
                .collect(Collectors.joining(",\n"));
        return rows.isEmpty() ? "" : "INSERT INTO " + target.leases().prefix() + ".template VALUES\n" + rows + ";";
    }

    private static String grants(List<Template> templates, Map<String, String> words) {
        String owner = words.get("owner");
        String account = words.get("account");
        List<TemplateLine> lines =
                templates.stream().flatMap(t -> t.lines().stream()).distinct().toList();
        Stream<String> schemas = lines.stream()
                .map(line -> Part.identifier(line.on().schema()).sql())
                .distinct()
                .flatMap(schema -> Stream.of(
                        "REVOKE ALL ON SCHEMA " + schema + " FROM " + account + " CASCADE;",
                        "GRANT USAGE ON SCHEMA " + schema + " TO " + owner + " WITH GRANT OPTION;"));
        Stream<String> objects = lines.stream()
                .flatMap(line -> Stream.of(
                        "REVOKE ALL ON " + line.grant().substring(line.grant().indexOf(line.kind() + " ")) + " FROM "
                                + account + " CASCADE;",
                        "GRANT " + line.grant() + " TO " + owner + " WITH GRANT OPTION;"));
        return Stream.concat(schemas, objects).distinct().collect(Collectors.joining("\n"));
    }

    private static List<Step> filled(Map<String, String> words) {
        List<Step> steps = new ArrayList<>();
        for (String part : STEP.splitAsStream(text()).toList()) {
            int end = part.indexOf('\n');
            if (end > 0) steps.add(new Step(part.substring(0, end), filled(part.substring(end + 1), words)));
        }
        return steps;
    }

    private static String filled(String text, Map<String, String> words) {
        return GAP.matcher(text)
                .replaceAll(gap -> Matcher.quoteReplacement(words.getOrDefault(gap.group(1), gap.group())))
                .strip();
    }

    private static String text() {
        try (InputStream script = SetupScript.class.getResourceAsStream("setup.sql")) {
            if (script == null) throw new IllegalStateException("this build lacks setup.sql");
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Step> steps() {
        return steps;
    }

    /// For psql: one transaction that ends at the first error.
    public String text(String heading) {
        return steps.stream()
                .map(step -> "-- " + step.title() + "\n" + step.sql() + "\n")
                .collect(Collectors.joining("\n", heading + "\n\\set ON_ERROR_STOP on\nBEGIN;\n\n", "\nCOMMIT;\n"));
    }
}
