package dev.sallyport.app.exec.proof;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Looks for a proof where platforms leave them, in this order: SPIFFE, Kubernetes, AWS, GitHub Actions.
public final class ProofSearch {

    private final List<ProofSource> places;

    private ProofSearch(List<ProofSource> places) {
        this.places = List.copyOf(places);
    }

    /// @param wanted of `--proof`: empty for all of them in order, the name of one, or `file:PATH`
    /// @param audience whom the proof is for
    /// @throws CommandFailure when there is no such kind
    public static ProofSearch of(
            String wanted,
            String audience,
            Map<String, String> environment,
            HttpClient client,
            InstantSource clock,
            RandomGenerator random)
            throws CommandFailure {
        List<ProofSource> all = List.of(
                new SpiffeSocket(environment, audience),
                new TokenFile("kubernetes", TokenFile.KUBERNETES),
                new AwsEnvironment(environment, audience, clock, random),
                new GitHubActions(environment, audience, client));
        if (wanted.isEmpty()) return new ProofSearch(all);
        if (wanted.startsWith("file:"))
            return new ProofSearch(
                    List.of(new TokenFile("file", List.of(Path.of(wanted.substring("file:".length()))))));
        List<ProofSource> named =
                all.stream().filter(place -> place.name().equals(wanted)).toList();
        if (named.isEmpty())
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--proof: must be spiffe, kubernetes, aws, github or `file:PATH`: `" + wanted + "`");
        return new ProofSearch(named);
    }

    static ProofSearch in(List<ProofSource> places) {
        return new ProofSearch(places);
    }

    /// @throws CommandFailure when no place has one: says of each why not
    public Proof.Found find() throws CommandFailure, InterruptedException {
        List<String> absent = new ArrayList<>();
        for (ProofSource place : places) {
            switch (place.look()) {
                case Proof.Found found -> {
                    return found;
                }
                case Proof.Absent no -> absent.add("  " + place.name() + ": " + no.why());
            }
        }
        throw new CommandFailure(
                ExitCode.REFUSED,
                "no proof of who this is was found, give one with `--proof file:PATH`, looked for",
                absent);
    }
}
