package dev.sallyport.authmethods.aws;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The roles that may come in, by name or by ARN without a path (STS does not tell the path of an assumed role); `*`
/// stands for any characters.
record RolePatterns(List<Pattern> names, List<Pattern> arns) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9+=,.@_*-]{1,64}");
    private static final Pattern ARN =
            Pattern.compile("arn:aws(?:-cn|-us-gov)?:iam::\\d{12}:role/[A-Za-z0-9+=,.@_*-]{1,64}");

    static RolePatterns of(List<String> roles) {
        return new RolePatterns(
                roles.stream().filter(r -> !isArn(r)).map(RolePatterns::compile).toList(),
                roles.stream()
                        .filter(RolePatterns::isArn)
                        .map(RolePatterns::compile)
                        .toList());
    }

    static boolean isUsable(String pattern) {
        return (isArn(pattern) ? ARN : NAME).matcher(pattern).matches();
    }

    boolean matches(String name, String arn) {
        return names.stream().anyMatch(p -> p.matcher(name).matches())
                || arns.stream().anyMatch(p -> p.matcher(arn).matches());
    }

    boolean isEmpty() {
        return names.isEmpty() && arns.isEmpty();
    }

    private static boolean isArn(String pattern) {
        return pattern.startsWith("arn:");
    }

    private static Pattern compile(String pattern) {
        return Pattern.compile(
                Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("[^/:]*")));
    }
}
