package dev.sallyport.app.config.load;

import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.problem.Problem;
import dev.sallyport.app.config.rules.ResolvedRules;
import dev.sallyport.app.config.rules.RulesFrom;
import dev.sallyport.authority.rules.Rules;
import java.util.List;
import java.util.Map;

/// What became of a configuration file.
public sealed interface LoadResult {

    /// In the order of the file; of a loaded one, warnings only.
    List<Problem> problems();

    /// @param policies Cedar text by file name as written, or `policies[0]` for text in the configuration
    /// @param generation identifies what the file says, whatever its layout, comments and folder: 16 hex
    ///     digits (R24)
    record Loaded(Configuration configuration, Map<String, String> policies, String generation, List<Problem> warnings)
            implements LoadResult {
        public Loaded {
            policies = Map.copyOf(policies);
            warnings = List.copyOf(warnings);
        }

        @Override
        public List<Problem> problems() {
            return warnings;
        }

        public Rules rules() {
            return RulesFrom.configuration(configuration, policies).called(generation);
        }

        /// The rules in sentences, for an operator.
        public List<String> resolved() {
            return ResolvedRules.of(configuration);
        }
    }

    /// Nothing of it is used. At least one problem is an error.
    record Rejected(List<Problem> problems) implements LoadResult {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }

    /// For those who cannot go on without one.
    default Loaded orThrow() throws ConfigurationException {
        return switch (this) {
            case Loaded loaded -> loaded;
            case Rejected rejected -> throw new ConfigurationException(rejected.problems());
        };
    }
}
