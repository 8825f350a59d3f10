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

/// Lets whoever reads calls read the statements that serve a task, each as the call of a tool: "read all customers" in
/// an
/// answer explains `SELECT * FROM customers` better than the task does. A question about data is [SqlOpinion]'s.
public final class StatementCalls implements Reader {

    private final Reader calls;

    public StatementCalls(Reader calls) {
        this.calls = calls;
    }

    @Override
    public Optional<Opinion> read(Proposal proposal) {
        if (SqlOpinion.isAboutData(proposal.system())) return Optional.empty();
        return proposal.call().arguments().stream()
                .filter(SqlOpinion::statement)
                .map(argument -> InWords.of(argument.text()).map(call -> with(call, others(proposal, argument))))
                .flatMap(Optional::stream)
                .map(call -> new Proposal(proposal.request(), proposal.system(), proposal.history(), call))
                .map(calls::read)
                .flatMap(Optional::stream)
                .max(Comparator.comparingDouble(Opinion::score));
    }

    /// Values that are bound to it.
    private static List<Argument> others(Proposal proposal, Argument statement) {
        return proposal.call().arguments().stream()
                .filter(argument -> !argument.equals(statement))
                .toList();
    }

    private static Call with(Call call, List<Argument> more) {
        List<Argument> all = new ArrayList<>(call.arguments());
        all.addAll(more);
        return new Call(call.tool(), call.description(), all);
    }
}
