package dev.sallyport.app.exec.session;

import dev.sallyport.app.config.HostPort;
import dev.sallyport.app.exec.run.Enclosure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What libpq and its kin read: the first PostgreSQL target in `PG…`, each as a service of its name. What programs read
/// that speak HTTP is in [HttpVariables].
public final class Variables {

    private Variables() {}

    /// @param caller what the command would have got; every `PG…` of it is dropped
    public static Map<String, String> of(
            Map<String, String> caller,
            GatewayPlace gateway,
            List<TargetFacts> targets,
            Authorities authorities,
            Enclosure place)
            throws IOException {
        Map<String, String> variables = new TreeMap<>(caller);
        variables.keySet().removeIf(name -> name.startsWith("PG"));
        variables.put("SALLYPORT_GATEWAY", gateway.endpoint());
        List<String> names = targets.stream()
                .filter(target -> !target.isOverHttp())
                .map(TargetFacts::name)
                .toList();
        if (!names.isEmpty()) postgres(variables, gateway, names, authorities, place);
        return variables;
    }

    private static void postgres(
            Map<String, String> variables,
            GatewayPlace gateway,
            List<String> targets,
            Authorities authorities,
            Enclosure place)
            throws IOException {
        // libpq 16 and later read the word `system`; an earlier one finds no such file and does not connect
        String root = authorities.given() ? place.files().resolve("ca.pem").toString() : "system";
        if (authorities.given()) place.put("ca.pem", authorities.pem().getBytes(StandardCharsets.ISO_8859_1));
        place.put("pg_service.conf", services(gateway.postgres(), targets, root).getBytes(StandardCharsets.UTF_8));
        variables.put("PGHOST", gateway.postgres().host());
        variables.put("PGPORT", Integer.toString(gateway.postgres().port()));
        variables.put("PGUSER", targets.getFirst());
        variables.put("PGDATABASE", targets.getFirst());
        variables.put("PGPASSFILE", place.files().resolve(TokenFiles.PASSWORDS).toString());
        variables.put("PGSERVICEFILE", place.files().resolve("pg_service.conf").toString());
        variables.put("PGSSLMODE", "verify-full");
        variables.put("PGSSLROOTCERT", root);
    }

    private static String services(HostPort gateway, List<String> targets, String root) {
        StringBuilder text = new StringBuilder();
        for (String target : targets) {
            text.append("[").append(target).append("]\nhost=").append(gateway.host());
            text.append("\nport=").append(gateway.port());
            text.append("\nuser=").append(target).append("\ndbname=").append(target);
            text.append("\nsslmode=verify-full\nsslrootcert=").append(root).append("\n\n");
        }
        return text.toString();
    }
}
