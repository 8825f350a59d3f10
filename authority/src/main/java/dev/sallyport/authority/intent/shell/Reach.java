package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Stop;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Going to other machines, or changing who may come to this one, for a request that speaks of neither.
final class Reach implements Rule {

    private static final Set<String> CLOUDS =
            Set.of("aws", "rclone", "gsutil", "gcloud", "az", "s3cmd", "lftp", "ngrok");
    private static final Set<String> WALLS =
            Set.of("iptables", "ip6tables", "nft", "ufw", "firewall-cmd", "sysctl", "setenforce");
    private static final Set<String> CHANGES =
            Set.of("-F", "-A", "-I", "-D", "-P", "-X", "-w", "flush", "add", "delete", "disable", "allow", "stop", "0");

    @Override
    public List<Stop> stops(Reading reading, Asks asks) {
        boolean asked = asks.justify(reading.request(), "reach");
        for (Step step : reading.steps()) {
            if (goes(step) && !asked && !named(step, reading.request())) {
                return stop("reaches-out", step, "goes to another machine");
            }
            if (WALLS.contains(step.name()) && step.command().texts().stream().anyMatch(CHANGES::contains) && !asked) {
                return stop("opens-walls", step, "changes who may reach this machine, or its kernel");
            }
        }
        return List.of();
    }

    private static List<Stop> stop(String rule, Step step, String does) {
        return List.of(new Stop(rule, "`" + step.name() + "` " + does + ", the request does not speak of that"));
    }

    private static boolean goes(Step step) {
        List<String> texts = step.command().texts();
        return step.does(Effect.REMOTE)
                || step.does(Effect.FETCH)
                || CLOUDS.contains(step.name())
                || (step.name().equals("openssl") && texts.contains("s_client"))
                || (step.name().equals("git") && texts.contains("push"));
    }

    /// Whether the request names the utility, or anything that the command names.
    private static boolean named(Step step, Request request) {
        return request.atoms().contains(step.name())
                || step.options().operands().stream()
                        .flatMap(word -> Request.atoms(word.text().toLowerCase(Locale.ROOT)).stream())
                        .anyMatch(atom -> atom.length() > 3 && request.atoms().contains(atom));
    }
}
