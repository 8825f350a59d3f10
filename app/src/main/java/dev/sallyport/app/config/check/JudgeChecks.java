package dev.sallyport.app.config.check;

import dev.sallyport.app.config.JudgeEntry;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.problem.Shown;
import dev.sallyport.authmethods.web.SafeUrl;

/// What the judge needs: a way to it that nobody can read or change.
record JudgeChecks(Problems problems) {

    void check(JudgeEntry judge) {
        String problem = SafeUrl.problemOf(judge.url().toString());
        if (problem.isEmpty() && judge.url().getRawQuery() != null) problem = "write a URL without a query";
        // a key in the wrong place is not repeated
        if (!problem.isEmpty()) problems.error("judge.url", problem + ": " + Shown.of(place(judge)));
        if (judge.model().isBlank()) problems.error("judge.model", "is empty, give the model's name");
    }

    private static String place(JudgeEntry judge) {
        return judge.url().getScheme() + "://" + judge.url().getHost();
    }
}
