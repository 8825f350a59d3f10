package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.Feature;
import dev.sallyport.authority.intent.Opinion;
import dev.sallyport.authority.intent.Reader;
import dev.sallyport.authority.intent.proposal.Call.Argument;
import dev.sallyport.authority.intent.proposal.Proposal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What [SqlJudge] thinks of the statements among a call's arguments: those whose argument is called `sql`, and those
/// that begin as a statement does. Of several, the one that is most against the request.
///
/// A request is a question about data where whoever runs the agent told it the tables. Elsewhere it is a task, such as
/// "answer ticket 17", and its words are not those of the statements that it takes: there only that counts which no
/// request justifies.
public final class SqlOpinion implements Reader {

    private static final double LIMIT = 0.5;
    private static final int LONGEST = 32_768;
    private static final Pattern DATABASE =
            Pattern.compile("\\b(?:tables?|schemas?|columns?)\\b", Pattern.CASE_INSENSITIVE);

    private static final Set<String> NEVER = Set.of(
            "too-long",
            "too-deep",
            "cut-off",
            "comment-swallows",
            "code-in-text",
            "values-side-by-side",
            "text-reckoned",
            "constant-condition",
            "dangerous-function",
            "stored-passwords",
            "union-width",
            "union-constants",
            "union-behind-end");

    private static final Set<String> NAMES = Set.of("sql", "sql_query", "statement");
    /// Two words of SQL, so that a sentence that begins with "select" or "update" is none.
    private static final Pattern STATEMENT = Pattern.compile(
            "\\s{0,99}(?:select\\b.{1,4000}\\bfrom\\b|with\\s{1,9}\\S{1,99}\\s{1,9}as\\s{0,9}\\(|insert\\s{1,9}into\\b"
                    + "|delete\\s{1,9}from\\b|update\\s{1,9}\\S{1,99}\\s{1,9}set\\b"
                    + "|(?:drop|create|alter|truncate)\\s{1,9}(?:table|view|index|database|schema|role|user)\\b).*",
            Pattern.DOTALL);

    private final SqlJudge judge;

    public SqlOpinion(SqlJudge judge) {
        this.judge = judge;
    }

    @Override
    public Optional<Opinion> read(Proposal proposal) {
        boolean question = isAboutData(proposal.system());
        return proposal.call().arguments().stream()
                .filter(SqlOpinion::statement)
                .map(argument -> judge.judge(proposal.request(), proposal.system(), argument.text()))
                .map(judgement -> question ? opinion(judgement) : ofTask(judgement))
                .max(Comparator.comparingDouble(Opinion::score));
    }

    static boolean statement(Argument argument) {
        String text = argument.text();
        String head = text.substring(0, Math.min(text.length(), 5_000)).toLowerCase(Locale.ROOT);
        return NAMES.contains(argument.path().toLowerCase(Locale.ROOT))
                || STATEMENT.matcher(head).matches();
    }

    static boolean isAboutData(String system) {
        return DATABASE.matcher(system.substring(0, Math.min(system.length(), LONGEST)))
                        .find()
                || !SchemaReader.read(system).tables().isEmpty();
    }

    private static Opinion ofTask(SqlJudgement judgement) {
        return judgement.stops().stream()
                .filter(stop -> NEVER.contains(stop.rule()))
                .findFirst()
                .map(Opinion::of)
                .orElseGet(() -> new Opinion(0, "sql", false, List.of()));
    }

    private static Opinion opinion(SqlJudgement judgement) {
        if (!judgement.stops().isEmpty()) return Opinion.of(judgement.stops().getFirst());
        return Opinion.of(
                "sql",
                judgement.score(),
                LIMIT,
                judgement.because().stream().map(Feature::words).toList());
    }
}
