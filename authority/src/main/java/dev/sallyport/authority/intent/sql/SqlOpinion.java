package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.Feature;
import dev.sallyport.authority.intent.Opinion;
import dev.sallyport.authority.intent.Reader;
import dev.sallyport.authority.intent.proposal.Call.Argument;
import dev.sallyport.authority.intent.proposal.Proposal;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What [SqlJudge] thinks of the statements among a call's arguments: those whose argument is called `sql`, and those
/// that begin as a statement does. Of several, the one that is most against the request.
public final class SqlOpinion implements Reader {

    private static final double LIMIT = 0.5;
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
        return proposal.call().arguments().stream()
                .filter(SqlOpinion::statement)
                .map(argument -> opinion(judge.judge(proposal.request(), proposal.system(), argument.text())))
                .max(Comparator.comparingDouble(Opinion::score));
    }

    private static boolean statement(Argument argument) {
        String text = argument.text();
        String head = text.substring(0, Math.min(text.length(), 5_000)).toLowerCase(Locale.ROOT);
        return NAMES.contains(argument.path().toLowerCase(Locale.ROOT))
                || STATEMENT.matcher(head).matches();
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
