package dev.sallyport.postgres.wire;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.Meaning;
import dev.sallyport.grammar.sql.Piece;
import dev.sallyport.grammar.sql.query.Effect;
import dev.sallyport.postgres.plan.Claim;
import dev.sallyport.postgres.plan.Comparison;
import dev.sallyport.postgres.plan.Heard;
import dev.sallyport.postgres.plan.Testimonies;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The second witness of one session: what a permitted text does, in the server's own words, before it runs
/// for the first time. What the grammar misread is denied; so is what the server says nothing about. On the
/// loop.
final class Witness {

    private static final String SYNTAX = "42601";

    /// Told of a contradiction, before the denial.
    interface Alarm {
        void raise(String detail);
    }

    private final Route route;
    private final WitnessLine line;
    private final EventLoop loop;
    private final Testimonies testimonies;
    private final ArrayDeque<Case> waiting = new ArrayDeque<>();
    private @Nullable Case heard;

    Witness(Route route, WitnessLine line, EventLoop loop) {
        this.route = route;
        this.line = line;
        this.loop = loop;
        this.testimonies = route.witness().testimonies();
    }

    /// @return false when nobody has to be asked
    boolean examine(Understood text, Alarm alarm, Consumer<Optional<Deny>> answer) {
        Meaning meaning = text.meaning();
        if (meaning == null || transaction(meaning) || testimonies.agrees(meaning.essence()) || unknown(meaning))
            return false;
        Case one = new Case(text, meaning, alarm, answer);
        Optional<String> known = testimonies.contradiction(meaning.essence());
        if (known.isPresent()) loop.execute(() -> one.contradicted(known.get()));
        else if (!one.begin()) return false;
        else enqueue(one);
        return true;
    }

    /// So common that it must cost nothing.
    private static boolean transaction(Meaning meaning) {
        List<Effect> effects = meaning.effects();
        return effects.size() == 1
                && (effects.getFirst() instanceof Effect.Begin
                        || effects.getFirst() instanceof Effect.Commit
                        || effects.getFirst() instanceof Effect.Rollback);
    }

    /// Nobody says that it is understood: a contract named it.
    private static boolean unknown(Meaning meaning) {
        for (Operation operation : meaning.prepared()) {
            if (operation.verb() == Verb.UNKNOWN) return true;
        }
        return false;
    }

    private void enqueue(Case one) {
        waiting.add(one);
        if (heard == null) next();
    }

    private void next() {
        Case one = waiting.poll();
        heard = one;
        if (one != null) loop.execute(one::step);
    }

    void close() {
        waiting.clear();
        line.close();
    }

    /// One text: its statements are asked about one by one.
    private final class Case {

        private final Meaning meaning;
        private final Alarm alarm;
        private final Consumer<Optional<Deny>> answer;
        private final Optional<List<Piece>> pieces;
        private int at;

        Case(Understood text, Meaning meaning, Alarm alarm, Consumer<Optional<Deny>> answer) {
            this.meaning = meaning;
            this.alarm = alarm;
            this.answer = answer;
            this.pieces = meaning.pieces(text.sql());
        }

        /// @return false when there is nothing that could be asked
        boolean begin() {
            boolean plain = pieces.isPresent()
                    && pieces.get().stream().allMatch(piece -> Claim.of(piece) instanceof Claim.Unplanned);
            if (plain) {
                testimonies.unplanned();
                testimonies.agreed(meaning.essence());
            }
            return !plain;
        }

        void step() {
            if (pieces.isEmpty()) {
                done(Optional.of(contradiction("something between its statements")));
            } else if (at == pieces.get().size()) {
                testimonies.agreed(meaning.essence());
                done(Optional.empty());
            } else {
                ask(pieces.get().get(at++));
            }
        }

        private void ask(Piece piece) {
            switch (Claim.of(piece)) {
                case Claim.Unplanned _ -> step();
                case Claim.Absurd _ -> done(Optional.of(contradiction("a query that was read as something else")));
                case Claim.Query query -> {
                    testimonies.asked();
                    line.ask(query, meaning.declared(), said -> judge(piece, query, said));
                }
            }
        }

        private void judge(Piece piece, Claim.Query query, Heard said) {
            switch (said) {
                case Heard.Planned planned ->
                    Claim.misfit(query, planned)
                            .or(() -> comparison(piece).contradiction(planned.plan()))
                            .ifPresentOrElse(what -> done(Optional.of(contradiction(what))), this::step);
                case Heard.Refused refused
                when refused.state().equals(SYNTAX) ->
                    done(Optional.of(contradiction("something else than one statement")));
                case Heard.Refused _ when query.whole() -> done(Optional.empty());
                case Heard.Refused refused -> done(Optional.of(silent("it refuses the query: " + refused.state())));
                case Heard.Counted _ -> done(Optional.of(silent("it answers with a number")));
                case Heard.Silent silent -> done(Optional.of(silent(silent.why())));
            }
        }

        private Comparison comparison(Piece piece) {
            return new Comparison(piece.operations(), meaning.structure(), testimonies.harmless());
        }

        private Deny contradiction(String what) {
            testimonies.contradicted(meaning.essence(), what);
            return raised(what);
        }

        private Deny raised(String what) {
            String detail = "the target's own view of the statement shows what was not read in it: " + what;
            alarm.raise(detail);
            return deny(detail);
        }

        private Deny silent(String why) {
            testimonies.silent();
            return deny("the target was asked what the statement does, and " + why);
        }

        /// It was so the first time.
        void contradicted(String what) {
            answer.accept(Optional.of(raised(what)));
        }

        private void done(Optional<Deny> why) {
            next();
            answer.accept(why);
        }
    }

    private Deny deny(String reason) {
        return new Deny("targets." + route.target() + ".witness", reason, List.of(new Signal.Operational(reason)));
    }
}
