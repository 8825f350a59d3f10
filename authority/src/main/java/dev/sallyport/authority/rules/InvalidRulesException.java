package dev.sallyport.authority.rules;

import java.util.List;

/// The rules contradict themselves or hold a policy that cannot be read. Each problem starts with the
/// configuration path.
public final class InvalidRulesException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    public InvalidRulesException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /// All of them at once.
    public List<String> problems() {
        return problems;
    }
}
