package dev.sallyport.app.wiring.wall;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.target.Verb;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One line of a role.
public sealed interface Grant {

    /// @param operation one of the action's
    boolean covers(Action action, Operation operation);

    /// What it gives, in verbs; the words of HTTP do not tell what a document names the resource.
    List<Verb> verbs();

    /// `GET /customers/*`, `GET,POST /v1/**`, `* /drafts/**`: methods, and a path without its query (RFC 9110 section
    /// 9.1). Who may GET may ask for the head alone (section 9.3.2).
    record Request(Set<String> methods, Pattern path) implements Grant {

        private static final String EVERY = "*";
        private static final Set<String> KNOWN =
                Set.of(EVERY, "GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "QUERY");

        public Request {
            methods = Set.copyOf(methods);
        }

        static Request parse(String line) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length != 2 || !words[1].startsWith("/"))
                throw new IllegalArgumentException("must be a method and a path, such as `GET /customers/*`");
            Set<String> methods = Stream.of(words[0].split(",", -1)).collect(Collectors.toCollection(HashSet::new));
            if (!KNOWN.containsAll(methods))
                throw new IllegalArgumentException("must begin with methods in capitals, such as `GET,POST`, or `*`");
            if (methods.contains("GET")) methods.add("HEAD");
            return new Request(methods, Glob.path(words[1]));
        }

        /// The statement begins with method and path, and what follows is no part of it.
        @Override
        public boolean covers(Action action, Operation operation) {
            String statement = action.statement();
            int space = statement.indexOf(' ');
            if (space < 0) return false;
            int end = space + 1;
            while (end < statement.length() && " \n?".indexOf(statement.charAt(end)) < 0) end++;
            return (methods.contains(EVERY) || methods.contains(statement.substring(0, space)))
                    && path.matcher(statement).region(space + 1, end).matches();
        }

        @Override
        public List<Verb> verbs() {
            return methods.stream()
                    .flatMap(method -> verbs(method).stream())
                    .distinct()
                    .toList();
        }

        private static List<Verb> verbs(String method) {
            return switch (method) {
                case "GET", "HEAD", "OPTIONS", "QUERY" -> List.of(Verb.DISCOVER, Verb.READ);
                case "POST" -> List.of(Verb.CREATE, Verb.UPDATE, Verb.READ, Verb.EXECUTE, Verb.SHARE, Verb.DELETE);
                case "PUT", "PATCH" -> List.of(Verb.CREATE, Verb.UPDATE, Verb.SHARE);
                case "DELETE" -> List.of(Verb.DELETE);
                case String _ -> List.of(Verb.values());
            };
        }
    }

    /// A model or a tool of a provider; a tool of an MCP server, or what the configuration names it. `*` stands for any
    /// characters; capitals and small letters are the same.
    record Named(Pattern name) implements Grant {

        static Named parse(String line) {
            String name = line.strip();
            if (name.isEmpty() || name.length() > 255 || name.chars().anyMatch(Character::isISOControl))
                throw new IllegalArgumentException("must be a name, or a pattern with `*`");
            return new Named(Glob.name(name.toLowerCase(Locale.ROOT)));
        }

        @Override
        public boolean covers(Action action, Operation operation) {
            return name.matcher(operation.resource().name().toLowerCase(Locale.ROOT))
                    .matches();
        }

        @Override
        public List<Verb> verbs() {
            return List.of(Verb.values());
        }
    }
}
