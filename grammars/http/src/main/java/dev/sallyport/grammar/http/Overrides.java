package dev.sallyport.grammar.http;

import dev.sallyport.grammar.http.body.Content;
import dev.sallyport.grammar.http.request.ReadRequest;
import dev.sallyport.grammar.http.text.Unclear;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Places where a request may say that it is of another method, or for another path, than it seems.
final class Overrides {

    private static final List<String> METHODS =
            List.of("x-http-method-override", "x-http-method", "x-method-override", "x-method");
    private static final List<String> PATHS =
            List.of("x-original-url", "x-rewrite-url", "x-original-uri", "x-override-url", "x-forwarded-uri");
    private static final Set<String> PARAMETERS = Set.of(
            "_method",
            "_httpmethod",
            "$httpmethod",
            "$method",
            "http_method_override",
            "x_http_method_override",
            "x_http_method",
            "x_method_override",
            "x_method");

    private Overrides() {}

    /// The other methods that it may be of, each once.
    ///
    /// @throws Unclear when a header names another path
    static List<String> methods(Asked.Headers headers, ReadRequest request) throws Unclear {
        for (String name : PATHS) {
            if (!headers.values(name).isEmpty()) {
                throw new Unclear("a header that names another path (`" + name + "`)");
            }
        }
        List<String> said = new ArrayList<>();
        METHODS.forEach(name -> said.addAll(headers.values(name)));
        request.target().query().all().forEach(each -> parameter(each.name(), each.value(), said));
        inBody(request.content(), said);
        if (said.isEmpty()) {
            return List.of();
        }
        return said.stream()
                .map(method -> method.strip().toUpperCase(Locale.ROOT))
                .filter(method -> !method.equals(request.method()))
                .distinct()
                .toList();
    }

    private static void inBody(Content content, List<String> said) {
        switch (content) {
            case Content.Form form ->
                form.parameters().all().forEach(each -> parameter(each.name(), each.value(), said));
            case Content.Parts parts ->
                parts.parts()
                        .forEach(part -> parameter(
                                part.name(), part.content() instanceof Content.Prose prose ? prose.text() : "", said));
            case Content.Document document ->
                document.json()
                        .members()
                        .keySet()
                        .forEach(name ->
                                parameter(name, document.json().text(name).orElse(""), said));
            case Content.None _, Content.Lines _, Content.Prose _, Content.Opaque _ -> {}
        }
    }

    private static void parameter(String name, String value, List<String> said) {
        if (PARAMETERS.contains(usual(name))) {
            said.add(value);
        }
    }

    /// As servers take it that make variables of parameters: blanks before it are nothing, `.`, `-` and blanks
    /// are `_`, and a bracket begins a place in a list (`_method[]`).
    private static String usual(String name) {
        String text = name.strip();
        int bracket = text.indexOf('[');
        String variable = bracket > 0 ? text.substring(0, bracket) : text;
        return variable.toLowerCase(Locale.ROOT)
                .replace('-', '_')
                .replace('.', '_')
                .replace(' ', '_');
    }
}
