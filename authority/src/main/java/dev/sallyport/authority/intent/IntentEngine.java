package dev.sallyport.authority.intent;

import dev.sallyport.authority.intent.Judgement.Course;
import dev.sallyport.authority.intent.proposal.Proposal;
import dev.sallyport.authority.intent.shell.ShellOpinion;
import dev.sallyport.authority.intent.shell.ShellReader;
import dev.sallyport.authority.intent.sql.SqlJudge;
import dev.sallyport.authority.intent.sql.SqlOpinion;
import dev.sallyport.authority.intent.sql.StatementCalls;
import dev.sallyport.authority.intent.tool.ToolOpinion;
import dev.sallyport.authority.intent.tool.ToolReader;
import dev.sallyport.authority.intent.words.Meanings;
import java.util.ArrayList;
import java.util.List;

/// Does a proposed action match the request it is meant to serve? Asks every reader and follows the one that is
/// most against it. Safe on every thread; the same proposal gets the same judgement on every machine.
public final class IntentEngine {

    private static final double STOPPED = 0.5;
    private static final double DENIED = 0.6;

    private final List<Reader> readers;

    /// @param readers asked in this order; of equal opinions the first is followed
    public IntentEngine(List<Reader> readers) {
        this.readers = List.copyOf(readers);
    }

    /// With the models that are part of the product.
    public static IntentEngine shipped() {
        return withCalls(
                Meanings.shipped(), new ToolOpinion(new ToolReader(Meanings.shipped()), ToolOpinion.shipped()));
    }

    /// With another reader of calls, for measuring.
    public static IntentEngine withCalls(Meanings meanings, Reader calls) {
        return new IntentEngine(List.of(
                new SqlOpinion(new SqlJudge(meanings)),
                new ShellOpinion(new ShellReader()),
                new StatementCalls(calls)));
    }

    public Judgement judge(Proposal proposal) {
        List<Opinion> opinions = new ArrayList<>();
        for (Reader reader : readers) reader.read(proposal).ifPresent(opinions::add);
        Opinion worst = new Opinion(0, "intent", false, List.of());
        for (Opinion opinion : opinions) if (opinion.score() > worst.score()) worst = opinion;
        Course course = course(worst);
        return new Judgement(course, worst.score(), worst.rule(), course == Course.ALLOW ? List.of() : reasons(worst));
    }

    private static Course course(Opinion opinion) {
        if (opinion.certain() || opinion.score() >= DENIED) return Course.DENY;
        return opinion.score() > STOPPED ? Course.STEP_UP : Course.ALLOW;
    }

    private static List<String> reasons(Opinion opinion) {
        return opinion.why().isEmpty() ? List.of("it is unlike what the request asks for") : opinion.why();
    }
}
