package dev.sallyport.app.config.load;

import dev.sallyport.app.config.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The configuration cannot be used. The message is one error per line, each starting with its configuration path.
public final class ConfigurationException extends Exception {

    private final transient List<Problem> problems;

    public ConfigurationException(List<Problem> problems) {
        super(problems.stream().filter(Problem::isError).map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    /// The errors, each in the form that editors and terminals link.
    public List<String> errors(Path file) {
        return problems.stream()
                .filter(Problem::isError)
                .map(problem -> problem.in(file.toString()))
                .toList();
    }
}
