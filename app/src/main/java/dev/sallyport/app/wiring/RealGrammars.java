package dev.sallyport.app.wiring;

import dev.sallyport.api.target.Verb;
import dev.sallyport.app.config.Http;
import dev.sallyport.app.config.Llm;
import dev.sallyport.app.config.Mcp;
import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.Protocol;
import dev.sallyport.app.config.check.Grammars;
import dev.sallyport.app.config.check.Grammars.Granted;
import dev.sallyport.app.wiring.wall.Wall;
import dev.sallyport.authmethods.condition.ClaimsCondition;
import dev.sallyport.authority.policy.CedarSyntax;
import dev.sallyport.postgres.target.Grant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The languages inside the configuration, as the rooms that run them read them: CEL, Cedar, and the grants of
/// PostgreSQL. Cedar's native library is loaded when the first policy is looked at.
public final class RealGrammars {

    /// Rooms put it before what they say; the check knows the path better.
    private static final String PATH = "here";

    private RealGrammars() {}

    public static Grammars all() {
        return new Grammars(RealGrammars::condition, CedarSyntax::complaint, RealGrammars::grants);
    }

    private static Optional<String> condition(String text) {
        try {
            ClaimsCondition.compile(PATH, text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(bare(e));
        }
    }

    private static List<Granted> grants(Protocol protocol, String line) {
        try {
            return switch (protocol) {
                case Postgres _ -> granted(Grant.parse(PATH, line));
                case Http _, Llm _, Mcp _ -> unnamed(protocol, line);
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(bare(e), e);
        }
    }

    /// A wall's words do not tell what purposes call the resource.
    private static List<Granted> unnamed(Protocol protocol, String line) {
        return Wall.grant(protocol, line).verbs().stream()
                .map(verb -> new Granted(verb, Granted.UNNAMED, List.of()))
                .toList();
    }

    /// What is given on sequences serves the inserts of a table and is no action of its own.
    private static List<Granted> granted(Grant grant) {
        return switch (grant) {
            case Grant.OnTables on ->
                on.tables().stream()
                        .map(table -> new Granted(on.privilege().verb(), table.canonical(), on.columns()))
                        .toList();
            case Grant.OnFunctions on ->
                on.functions().stream()
                        .map(function ->
                                new Granted(Verb.EXECUTE, function.name().canonical(), List.of()))
                        .toList();
            case Grant.OnSequences _ -> Stream.<Granted>of().toList();
        };
    }

    private static String bare(IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith(PATH + ": ") ? message.substring(PATH.length() + 2) : message;
    }
}
