package dev.sallyport.grammar.http;

import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.body.Content;
import dev.sallyport.grammar.http.request.BodyValues;
import dev.sallyport.grammar.http.request.Effect;
import dev.sallyport.grammar.http.request.Found;
import dev.sallyport.grammar.http.request.ReadRequest;
import dev.sallyport.grammar.http.rest.Embedding;
import dev.sallyport.grammar.http.text.Digest;
import dev.sallyport.grammar.http.text.Unclear;
import dev.sallyport.grammar.http.text.Utf8;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts what was found into the words of an action.
final class Wording {

    private static final String KIND = "resource";

    private final GrammarSettings settings;
    private final Sensitivity sensitivity;

    Wording(GrammarSettings settings) {
        this.settings = settings;
        this.sensitivity = new Sensitivity(settings.sensitive(), settings.maskable());
    }

    /// @throws Unclear when it has more leaves than are judged
    Meaning meaning(Asked asked, ReadRequest request, Found found) throws Unclear {
        List<Argument> query = found.itsOwn() ? List.of() : query(request);
        List<Argument> arguments = new ArrayList<>(found.arguments());
        arguments.addAll(query);
        if (!found.itsOwn()) {
            arguments.addAll(BodyValues.leaves(request.content()));
        }
        if (arguments.size() > settings.arguments()) {
            throw new Unclear("a request of more than " + settings.arguments() + " values");
        }
        String target = request.target().text();
        return new Meaning(
                operations(found.effects(), sensitivity.mentioned(found.effects(), arguments, query)),
                arguments,
                capped(request.method() + " " + target + body(asked.payload(), request.content())),
                fingerprint(asked, target),
                target,
                found.aliases(),
                !found.itsOwn() && Embedding.in(request.target().query()),
                found.itsOwn());
    }

    private static List<Argument> query(ReadRequest request) {
        List<Argument> query = new ArrayList<>();
        request.target().query().named("query", (name, value) -> query.add(new Argument(name, value)));
        return query;
    }

    private List<Operation> operations(List<Effect> effects, Mentioned mentioned) {
        List<Operation> operations = new ArrayList<>(effects.size());
        Set<Operation> named = new HashSet<>();
        for (Effect effect : effects) {
            Operation operation = operation(effect, mentioned);
            if (!isSameAgain(operation) || named.add(operation)) {
                operations.add(operation);
            }
        }
        return operations;
    }

    /// What is done twice counts twice, also where it looks alike. Only a record that is named shows nothing
    /// more when it is read again.
    private static boolean isSameAgain(Operation operation) {
        return operation.verb().readsOnly() && operation.scope() instanceof Scope.Keyed keyed && keyed.unique();
    }

    private Operation operation(Effect effect, Mentioned mentioned) {
        List<String> fields = sensitivity.fields(effect, mentioned);
        return new Operation(
                effect.verb(),
                new Resource(settings.target(), KIND, effect.resource(), fields),
                effect.scope(),
                sensitivity.labels(effect, fields, mentioned),
                effect.note());
    }

    /// @param canonical empty when there is none
    Meaning unknown(Asked asked, String canonical, String reason) {
        int query = canonical.indexOf('?');
        String path = query < 0 ? canonical : canonical.substring(0, query);
        Operation operation = new Operation(
                Verb.UNKNOWN,
                new Resource(
                        settings.target(), KIND, path.isEmpty() ? "?" : path.replaceFirst("^/(?=.)", ""), List.of()),
                new Scope.Unbounded(-1),
                Set.of(),
                reason);
        String shown = canonical.isEmpty() ? asked.target() : canonical;
        return new Meaning(
                List.of(operation),
                List.of(),
                capped(printable(asked.method() + " " + shown)),
                fingerprint(asked, shown),
                canonical,
                Map.of(),
                false,
                false);
    }

    private static String body(Asked.Payload payload, Content content) {
        return switch (content) {
            case Content.None _ -> "";
            case Content.Opaque opaque -> "\n\nsha256:" + opaque.digest();
            case Content.Document _, Content.Lines _, Content.Form _, Content.Parts _, Content.Prose _ ->
                payload instanceof Asked.Payload.Whole whole ? "\n\n" + text(whole.bytes()) : "";
        };
    }

    /// A form may carry a file that is no text.
    private static String text(byte[] body) {
        try {
            return Utf8.decode(body);
        } catch (Unclear _) {
            return "sha256:" + Digest.hex(body);
        }
    }

    private String capped(String text) {
        if (text.length() <= settings.statement()) {
            return text;
        }
        int end = settings.statement();
        int whole = Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
        return text.substring(0, whole) + "…";
    }

    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.chars().forEach(c -> printable.append(c >= ' ' && c < 0x7f ? (char) c : '?'));
        return printable.toString();
    }

    private String fingerprint(Asked asked, String target) {
        Digest digest = new Digest()
                .add(settings.target())
                .add(asked.method())
                .add(target)
                .add(String.join("\n", asked.headers().values("content-type")))
                .add(asked.upgrade());
        return switch (asked.payload()) {
            case Asked.Payload.Whole whole -> digest.add(whole.bytes()).hex();
            case Asked.Payload.Unseen _ -> digest.hex();
        };
    }
}
