package dev.sallyport.app.admin;

import dev.sallyport.api.session.Session;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Who asks, by all the names that a platform may give them. Rather too many names than too few: whoever is taken for
/// the requester by mistake asks a colleague (R19).
final class Requester {

    private static final List<String> NAMING_CLAIMS =
            List.of("preferred_username", "username", "email", "upn", "unix_username", "sub");

    private Requester() {}

    static boolean is(String user, Session session) {
        String wanted = user.toLowerCase(Locale.ROOT);
        return names(session).anyMatch(name -> name.equals(wanted));
    }

    private static Stream<String> names(Session session) {
        Stream<String> own =
                Stream.of(session.workload().subject(), session.workload().countedAs());
        Stream<String> claimed = NAMING_CLAIMS.stream()
                .map(claim -> session.workload().claims().get(claim))
                .filter(String.class::isInstance)
                .map(String.class::cast);
        return Stream.of(own, claimed, session.actors().stream())
                .flatMap(all -> all)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .flatMap(Requester::forms);
    }

    /// `system:serviceaccount:support:ann`, `spiffe://corp/ann`, `ann@corp` and, as it is counted,
    /// `https://issuer ann` are all `ann`.
    private static Stream<String> forms(String name) {
        int before = Math.max(name.lastIndexOf(' '), Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')));
        String last = name.substring(before + 1);
        int at = last.indexOf('@');
        return Stream.of(name, last, at < 0 ? last : last.substring(0, at));
    }
}
