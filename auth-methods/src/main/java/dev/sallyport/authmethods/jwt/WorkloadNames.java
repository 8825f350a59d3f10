package dev.sallyport.authmethods.jwt;

import static dev.sallyport.api.identity.RefusalReason.MALFORMED;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads the names of a workload out of its claims.
///
/// @param issuer whose names they are: it stands before what is counted, as two issuers give the same name to two
///     workloads (project 20 of one platform, repository 20 of another); two methods of one issuer count together
public record WorkloadNames(String issuer, Naming naming) {

    private static final int MAX_CHARACTERS = 2048;

    public String subject(Map<String, Object> claims) throws NotProven {
        return name(claims, naming.subject());
    }

    /// The issuer, a blank, and the name: one claim gives its value; several give `name=value` pairs with separators
    /// escaped, so that no choice of values makes two workloads look like one.
    public String countedAs(Map<String, Object> claims) throws NotProven {
        return of(issuer, counted(claims));
    }

    /// What a workload is counted as that its issuer calls so.
    public static String of(String issuer, String name) {
        return issuer + " " + name;
    }

    private String counted(Map<String, Object> claims) throws NotProven {
        if (naming.countedBy().size() == 1) {
            return SpiffeId.withoutInstance(name(claims, naming.countedBy().getFirst()));
        }
        List<String> pairs = new ArrayList<>();
        for (String claim : naming.countedBy()) {
            pairs.add(claim + "=" + escaped(SpiffeId.withoutInstance(name(claims, claim))));
        }
        return String.join(",", pairs);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace(",", "\\,");
    }

    /// A name goes into logs, the trail and counters, so it must be one printable line.
    private static String name(Map<String, Object> claims, String claim) throws NotProven {
        String name = switch (claims.get(claim)) {
            case String text -> text;
            case Long number -> number.toString();
            case null, default -> "";
        };
        if (name.isBlank()
                || name.length() > MAX_CHARACTERS
                || name.codePoints().anyMatch(WorkloadNames::isUnprintable)) {
            throw new NotProven(MALFORMED, "the token has no usable claim that names the workload `" + claim + "`");
        }
        return name;
    }

    private static boolean isUnprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
