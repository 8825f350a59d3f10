package dev.sallyport.app.inspect;

import dev.sallyport.api.action.Action;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.Explain.Question;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.Http;
import dev.sallyport.app.config.Llm;
import dev.sallyport.app.config.Mcp;
import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.TargetEntry;
import java.util.List;
import java.util.Objects;

/// A statement as the connector would understand it, but against an assumed catalog.
///
/// @param notes what had to be assumed
record Understanding(Action action, List<String> notes) {

    /// @param question its statement is SQL, a request (`GET /customers/1`) or a call of a tool
    ///     (`get_ticket {"id": 7}`), as the target speaks
    /// @throws CommandFailure for a target of another kind, or when the statement is not of that form
    static Understanding of(Configuration configuration, String role, Question question) throws CommandFailure {
        String target = question.target();
        TargetEntry entry = Objects.requireNonNull(configuration.targets().get(target), "access rules lead to targets");
        return switch (entry.protocol()) {
            case Postgres postgres -> new StatementUnderstood(configuration, entry, postgres).of(role, question);
            case Http http -> RequestUnderstood.of(target, entry, http, withoutOptionsOfSql(question));
            case Mcp mcp -> MessageUnderstood.of(target, mcp, withoutOptionsOfSql(question));
            case Llm _ ->
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "what a model is asked cannot be explained beforehand, use `sallyport explain REQUEST-ID` for what"
                                + " was decided at `" + target + "`");
        };
    }

    private static String withoutOptionsOfSql(Question question) throws CommandFailure {
        if (!question.parameters().isEmpty()) throw new CommandFailure(ExitCode.USAGE, "--param is for SQL alone");
        if (question.found() != null) throw new CommandFailure(ExitCode.USAGE, "--found is for SQL alone");
        return question.statement();
    }
}
