package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.Opinion;
import dev.sallyport.authority.intent.Reader;
import dev.sallyport.authority.intent.proposal.Call;
import dev.sallyport.authority.intent.proposal.Call.Argument;
import dev.sallyport.authority.intent.proposal.Proposal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Lets whoever reads calls read the statements that serve a task, each as the call of a tool and not as a text that
/// some tool runs: "read all customers" in an answer explains `SELECT * FROM customers` better than the task does, and
/// `SELECT name FROM customers WHERE id = 42` not. Every other call is read as it is.
public final class StatementCalls implements Reader {

    private final Reader calls;

    public StatementCalls(Reader calls) {
        this.calls = calls;
    }

    @Override
    public Optional<Opinion> read(Proposal proposal) {
        List<Call> told = SqlOpinion.isAboutData(proposal.system()) ? List.of() : told(proposal.call());
        if (told.isEmpty()) return calls.read(proposal);
        return told.stream()
                .map(call -> new Proposal(proposal.request(), proposal.system(), proposal.history(), call))
                .map(calls::read)
                .flatMap(Optional::stream)
                .max(Comparator.comparingDouble(Opinion::score));
    }

    /// None where one of its statements cannot be told.
    private static List<Call> told(Call call) {
        List<Argument> statements =
                call.arguments().stream().filter(SqlOpinion::statement).toList();
        List<Call> told = statements.stream()
                .map(statement -> InWords.of(statement.text()).map(words -> with(words, others(call, statement))))
                .flatMap(Optional::stream)
                .toList();
        return told.size() == statements.size() ? told : List.of();
    }

    /// Values that are bound to it.
    private static List<Argument> others(Call call, Argument statement) {
        return call.arguments().stream()
                .filter(argument -> !argument.equals(statement))
                .toList();
    }

    private static Call with(Call call, List<Argument> more) {
        List<Argument> all = new ArrayList<>(call.arguments());
        all.addAll(more);
        return new Call(call.tool(), call.description(), all);
    }
}
