package dev.sallyport.app.config.check;

import dev.sallyport.app.config.PolicySource;
import dev.sallyport.app.config.problem.Problems;
import java.util.List;
import java.util.Map;

/// Cedar policies can be read as such.
record PolicyChecks(Grammars.Grammar policies, Problems problems) {

    void check(List<PolicySource> sources, Map<String, String> texts) {
        for (int i = 0; i < sources.size(); i++) {
            String path = "policies[" + i + "]";
            String text = texts.get(
                    switch (sources.get(i)) {
                        case PolicySource.InFile file -> file.name();
                        case PolicySource.Inline _ -> path;
                    });
            if (text != null) {
                policies.complaint(text)
                        .ifPresent(complaint -> problems.error(path, "not a Cedar policy: " + complaint));
            }
        }
    }
}
