package dev.sallyport.app.config.check;

import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.JudgeEntry;
import dev.sallyport.app.config.files.FileGuard;
import dev.sallyport.app.config.files.Secrets;
import dev.sallyport.app.config.problem.Problems;
import java.time.Instant;
import java.util.Map;

/// All checks, one after another; each tells what it finds.
public record Checks(FileGuard guard, Secrets secrets, Grammars grammars, Problems problems) {

    /// @param policies Cedar text by file or configuration path
    public void all(Configuration configuration, Map<String, String> policies, Instant now) {
        FileChecks files = new FileChecks(guard, secrets, problems);
        files.check(configuration);
        new AuthMethodChecks(grammars.conditions(), problems).check(configuration.authMethods());
        RoleGrants grants = RoleGrants.read(configuration.targets(), grammars.grants(), problems);
        new TargetChecks(configuration, problems).check();
        new SessionChecks(configuration, problems).check();
        new AccessChecks(configuration, problems, now).check();
        new PurposeChecks(configuration, problems).check();
        JudgeEntry judge = configuration.judge();
        if (judge != null) new JudgeChecks(problems).check(judge);
        new PolicyChecks(grammars.policies(), problems).check(configuration.policies(), policies);
        if (!problems.anyError()) {
            new ReachChecks(configuration, grants, problems).check();
            new WidthChecks(configuration, grants, problems).check();
        }
    }
}
