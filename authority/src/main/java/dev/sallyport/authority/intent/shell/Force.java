package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Stop;
import dev.sallyport.authority.intent.shell.syntax.Doubt;
import dev.sallyport.authority.intent.shell.syntax.Joint;
import dev.sallyport.authority.intent.shell.syntax.Script;
import java.util.ArrayList;
import java.util.List;

/// Ending processes, exhausting the machine, and commands that cannot be judged.
final class Force implements Rule {

    @Override
    public List<Stop> stops(Reading reading, Asks asks) {
        List<Stop> stops = new ArrayList<>();
        boolean kills = reading.steps().stream().anyMatch(step -> step.does(Effect.KILL));
        stops.addAll(Rule.when(
                kills && !asks.justify(reading.request(), "kill"),
                "kill",
                "the command ends processes or the system, the request does not ask for it"));
        boolean installs = reading.steps().stream().anyMatch(Force::installs);
        stops.addAll(Rule.when(
                installs && !asks.justify(reading.request(), "install"),
                "install",
                "the command installs or removes software, the request does not ask for it"));
        stops.addAll(Rule.when(bomb(reading), "fork-bomb", "the command starts itself without end"));
        boolean pattern = reading.steps().stream().anyMatch(step -> step.name().matches("(?s).*[*?].*"));
        stops.addAll(Rule.when(
                pattern, "pattern-command", "the name of a command is a file pattern, which may be any command"));
        Script script = reading.script();
        stops.addAll(Rule.when(
                script.doubts().contains(Doubt.TOO_LARGE),
                "too-large",
                "the command is too long or too deep to judge"));
        stops.addAll(Rule.when(
                script.doubts().contains(Doubt.STRANGE_CHARACTERS),
                "strange-characters",
                "the command has control characters or broken Unicode in it"));
        return stops;
    }

    private static boolean installs(Step step) {
        return step.does(Effect.INSTALL)
                && step.command().texts().stream()
                        .anyMatch(text -> text.matches(
                                "install|remove|erase|purge|uninstall|upgrade|-i|-U|-e|-ivh|-Uvh|-r|-P|autoremove"));
    }

    /// A function that starts itself beside itself.
    private static boolean bomb(Reading reading) {
        return reading.script().functions().stream()
                .anyMatch(name -> reading.steps().stream()
                                .filter(step -> step.command().utility().equals(name)
                                        && step.command().joint() == Joint.PIPE)
                                .count()
                        > 0);
    }
}
