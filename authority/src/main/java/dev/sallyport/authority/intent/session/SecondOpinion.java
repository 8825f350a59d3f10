package dev.sallyport.authority.intent.session;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.decision.Signal.Intent.Course;
import dev.sallyport.authority.rules.Judging;
import java.util.ArrayList;
import java.util.List;

/// Puts to a judge what the engine doubts, and makes of its answer what it may make: a doubt where there was none, or
/// none where there was one. What the engine denies is never put to it (R24: what it said stands in the signal).
record SecondOpinion(Judging rules, Judge judge) {

    private static final String AGAINST = "the judge finds that it does not fit what was asked for";
    private static final String MISSING = "it is in doubt, and the judge could not be asked";

    Signal.Intent of(Signal.Intent engine, Judge.Doubt doubt, Action action) throws InterruptedException {
        if (engine.course() == Course.DENY || !rules.isDoubt(engine.score()))
            return engine.judged(engine.course(), engine.why(), Signal.Intent.Judge.NOT_ASKED, "");
        Advice advice = judge.advise(doubt);
        return weighed(engine, advice, said(advice, action));
    }

    /// What is sensitive is sealed in the trail; a judge may repeat it (R21).
    private static String said(Advice advice, Action action) {
        return action.sensitive() && !(advice instanceof Advice.Unavailable) ? "" : advice.words();
    }

    private Signal.Intent weighed(Signal.Intent engine, Advice advice, String said) {
        List<String> why = engine.why();
        return switch (advice) {
            case Advice.Consistent _ -> engine.judged(Course.ALLOW, why, Signal.Intent.Judge.CONSISTENT, said);
            case Advice.Inconsistent _ ->
                engine.judged(Course.STEP_UP, and(why, AGAINST), Signal.Intent.Judge.INCONSISTENT, said);
            case Advice.Unsure _ -> engine.judged(engine.course(), why, Signal.Intent.Judge.UNSURE, said);
            case Advice.Unavailable _ -> without(engine, said);
        };
    }

    private Signal.Intent without(Signal.Intent engine, String said) {
        return switch (rules.unavailable()) {
            case DENY -> missing(engine, Course.DENY, said);
            case HOLD -> missing(engine, Course.STEP_UP, said);
            case DECIDE_WITHOUT -> engine.judged(engine.course(), engine.why(), Signal.Intent.Judge.UNAVAILABLE, said);
        };
    }

    private static Signal.Intent missing(Signal.Intent engine, Course course, String said) {
        return engine.judged(course, and(engine.why(), MISSING), Signal.Intent.Judge.UNAVAILABLE, said);
    }

    private static List<String> and(List<String> why, String more) {
        List<String> all = new ArrayList<>(why);
        all.add(more);
        return all;
    }
}
