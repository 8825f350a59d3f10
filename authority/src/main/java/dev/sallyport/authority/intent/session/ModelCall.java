package dev.sallyport.authority.intent.session;

import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.authority.intent.proposal.Call.Argument;
import dev.sallyport.authority.intent.sql.StatementValues;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// A call that a model proposed and the gateway let through, as what happens later is compared with it.
///
/// @param tool as the model called it
/// @param request in which it was let through; empty where nobody knows
/// @param arguments every leaf with the way to it, as [Plain] writes values
/// @param values the leaves, and the values in those that are themselves JSON, an address or a statement
/// @param paths of the arguments that are addresses
record ModelCall(String tool, String request, Set<Argument> arguments, Set<String> values, Set<String> paths) {

    private static final Pattern STATEMENT = Pattern.compile("(?is)\\s*(select|insert|update|delete|merge|with)\\s.*");
    private static final Pattern ADDRESS = Pattern.compile("(?i)(https?://[^/?#]*)?(/[^?#\\s]*)?([?#]\\S*)?");

    ModelCall {
        arguments = Set.copyOf(arguments);
        values = Set.copyOf(values);
        paths = Set.copyOf(paths);
    }

    static ModelCall of(Turn turn) {
        List<Argument> leaves = Leaves.of(turn.text());
        Set<Argument> arguments = new HashSet<>();
        Set<String> values = new HashSet<>();
        Set<String> paths = new HashSet<>();
        for (Argument leaf : leaves) {
            arguments.add(new Argument(leaf.path(), Plain.of(leaf.text())));
            values.add(Plain.of(leaf.text()));
            inside(leaf.text(), values, paths);
        }
        return new ModelCall(turn.source(), turn.request(), arguments, values, paths);
    }

    private static void inside(String leaf, Set<String> values, Set<String> paths) {
        String text = leaf.strip();
        if (text.startsWith("{") || text.startsWith("[")) {
            for (Argument each : Leaves.of(text)) values.add(Plain.of(each.text()));
        } else if (isAddress(text)) {
            paths.add(path(text));
            for (String part : text.split("[/?&=#]+", -1)) values.add(Plain.of(decoded(part)));
        } else if (STATEMENT.matcher(text).matches()) {
            values.add(Plain.statement(text));
            for (String each : StatementValues.of(text)) values.add(Plain.of(each));
        }
    }

    private static boolean isAddress(String text) {
        boolean begins = text.startsWith("/") || text.toLowerCase(Locale.ROOT).startsWith("http");
        return begins && ADDRESS.matcher(text).matches();
    }

    private static String path(String address) {
        String path = address.replaceFirst("(?i)^https?://[^/?#]*", "").replaceFirst("(?s)[?#].*", "");
        return path.isEmpty() ? "/" : path;
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return part;
        }
    }

    /// Whether it is a call of a tool of this name: agents often put the server's name before it.
    boolean names(String name) {
        if (!tool.endsWith(name) || name.isEmpty()) return false;
        int before = tool.length() - name.length();
        return before == 0 || !Character.isLetterOrDigit(tool.charAt(before - 1));
    }
}
