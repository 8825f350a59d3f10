package dev.sallyport.grammar.sql.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Parse tree + view → the parts of a string. Immutable.
///
/// @param stretches where each part stands in the string; empty where nobody knows
public record Reading(List<Part> parts, List<Stretch> stretches) {

    public Reading {
        parts = List.copyOf(parts);
        stretches = List.copyOf(stretches);
    }

    public Reading(List<Part> parts) {
        this(parts, List.of());
    }

    /// @param at the first byte of the part in UTF-8
    /// @param length in bytes; 0 to the end of the string
    public record Stretch(int at, int length) {}

    /// @param tree what libpg_query says about the whole string
    public static Reading of(JsonNode tree, View view, Settings settings) {
        List<Part> parts = new ArrayList<>();
        List<Stretch> stretches = new ArrayList<>();
        String barrier = "";
        boolean tidy = true;
        for (JsonNode statement : tree.path("stmts")) {
            Part part = Node.wrapped(statement.path("stmt"))
                    .map(node -> part(node, tree.path("stmts").size() == 1, view, settings))
                    .orElseGet(() -> unknown(view, "a statement without a type"));
            stretches.add(new Stretch(
                    statement.path("stmt_location").asInt(),
                    statement.path("stmt_len").asInt()));
            boolean judged = barrier.isEmpty() || (tidy && tidies(part));
            parts.add(judged ? part : unjudged(part, view, barrier));
            tidy &= tidies(part);
            if (part.barrier() && barrier.isEmpty()) {
                barrier = Words.of(part.effect());
            }
        }
        return new Reading(
                parts.size() > 1 ? parts.stream().map(Part::inCompany).toList() : parts, stretches);
    }

    /// What a SET means does not depend on the SETs before it, nor does what tidies a session up. Clients send them
    /// together: some of them when a connection is new, pools when it comes back.
    private static boolean tidies(Part part) {
        Effect effect = part.effect();
        boolean known = effect instanceof Effect.Setting
                || effect instanceof Effect.CloseAll
                || effect instanceof Effect.DeallocateAll
                || effect instanceof Effect.DiscardAll;
        return known || (effect instanceof Effect.Other && letsGo(part));
    }

    /// DISCARD, UNLISTEN, the release of all locks.
    private static boolean letsGo(Part part) {
        return !part.drafts().isEmpty() && part.drafts().stream().allMatch(Draft::letsGo);
    }

    private static Part part(Node statement, boolean alone, View view, Settings settings) {
        Optional<Part> restated = alone ? new Restatement(view, settings).read(statement) : Optional.empty();
        return restated.orElseGet(() -> new Statements(view, settings).read(statement));
    }

    /// For text that could not be read.
    public static Reading failed(View view, String note) {
        return new Reading(List.of(unknown(view, note)));
    }

    /// For text that is no statement.
    public static Reading wrong(View view, String note) {
        return new Reading(List.of(unknown(new Effect.Other(""), view, note, new Mistake(Mistake.Kind.SYNTAX, note))));
    }

    private static Part unknown(View view, String note) {
        return unknown(new Effect.Other(""), view, note, null);
    }

    private static Part unknown(Effect effect, View view, String note, @Nullable Mistake mistake) {
        return new Part(
                effect,
                List.of(statement(view, note)),
                true,
                List.of(),
                List.of(),
                mistake,
                List.of(),
                null,
                List.of());
    }

    private static Part unjudged(Part part, View view, String barrier) {
        String note = "what follows `" + barrier + "` in one query string is not judged: send it separately";
        return unknown(part.effect(), view, note, null);
    }

    static Draft statement(View view, String note) {
        return Draft.of(Verb.UNKNOWN, new Resource(view.target(), "statement", "", List.of()), note);
    }
}
