package dev.sallyport.app.bench.http;

import dev.sallyport.app.bench.Farewell;
import dev.sallyport.app.bench.Machine;
import dev.sallyport.app.bench.Rounds;
import dev.sallyport.app.bench.Run;
import dev.sallyport.app.bench.Way;
import dev.sallyport.app.cli.work.Bench.Measured;
import dev.sallyport.app.cli.work.Bench.Plan;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Progress;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// wrk directly, through nginx and through the gateway, in turns.
public record HttpBench(Plan plan, Progress progress, InstantSource clock) {

    /// Of a warm-up.
    private static final Duration SPELL = Duration.ofSeconds(5);

    public Measured measure() throws CommandFailure, IOException, InterruptedException {
        String before = Machine.load();
        try (Farewell _ = Farewell.toThisThread();
                HttpStage stage = HttpStage.set(progress, clock)) {
            Map<HttpLoad, Rounds<HttpLoad>> all = new LinkedHashMap<>();
            for (HttpLoad load : HttpLoad.all()) all.put(load, measure(stage, load));
            progress.step("opening " + plan.sessions() + " sessions that do nothing");
            double idle = new IdleSessions(stage.gateway(), plan.sessions()).kilobytes();
            HttpSheets sheets = new HttpSheets(all, idle);
            List<String> notes =
                    Double.isNaN(idle) ? List.of("what an idle session takes is only known on Linux") : List.of();
            return new Measured(conditions(before), sheets.sheets(), sheets.goals(), sheets.figures(notes));
        }
    }

    private Rounds<HttpLoad> measure(HttpStage stage, HttpLoad load) throws IOException, InterruptedException {
        if (!plan.warmup().isZero() && load.connections() > 1) {
            progress.step(load + ": warming up for " + plan.warmup().toSeconds() + " s");
            warmUp(stage, load);
        }
        Rounds<HttpLoad> rounds = new Rounds<>(load);
        for (int round = 1; round <= plan.rounds(); round++) {
            rounds.add(round(stage, load, round));
            progress.step(load + ": round " + round + " of " + plan.rounds() + ", " + told(rounds));
        }
        return rounds;
    }

    /// With clients that come and go, as a gateway has them: when the first ones leave, the JVM
    /// throws away what it compiled for a world in which nobody ever left.
    private void warmUp(HttpStage stage, HttpLoad load) throws IOException, InterruptedException {
        for (Duration left = plan.warmup(); left.isPositive(); left = left.minus(SPELL))
            stage.run(load, Way.GATEWAY, left.compareTo(SPELL) < 0 ? left : SPELL);
    }

    /// Another one begins in each round, so that none is always the first.
    private Map<Way, Run> round(HttpStage stage, HttpLoad load, int round) throws IOException, InterruptedException {
        List<Way> ways = new ArrayList<>(load.tls() ? List.of(Way.PEER, Way.GATEWAY) : List.of(Way.values()));
        Collections.rotate(ways, round);
        Map<Way, Run> runs = new EnumMap<>(Way.class);
        for (Way way : ways) runs.put(way, stage.run(load, way, plan.round()));
        return runs;
    }

    private static String told(Rounds<HttpLoad> rounds) {
        List<String> told = new ArrayList<>();
        rounds.runs()
                .getLast()
                .forEach((way, run) -> told.add(way.shown(HttpSheets.PEER) + " " + Math.round(run.perSecond()) + "/s"));
        return String.join(", ", told);
    }

    private List<String> conditions(String before) {
        return List.of(
                Machine.description(),
                "everything on this machine, on loopback; load average " + before + " before, " + Machine.load()
                        + " after",
                "an API of nginx's that answers a kilobyte, wrk with random keys; nginx as proxy without an access log",
                "the gateway: each request judged, all limits counted, trail written before each read, as delivered",
                plan.rounds() + " rounds of " + plan.round().toSeconds() + " s in turns after "
                        + plan.warmup().toSeconds() + " s, median (lowest–highest)",
                plan.sessions() + " idle sessions: heap after a garbage collection and all memory beside it");
    }
}
