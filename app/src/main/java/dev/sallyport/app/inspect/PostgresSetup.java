package dev.sallyport.app.inspect;

import dev.sallyport.api.session.Envelope;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.Progress;
import dev.sallyport.app.cli.work.TargetSetup;
import dev.sallyport.app.config.AdminAccount;
import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.Postgres;
import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.files.Login;
import dev.sallyport.app.config.files.Secrets;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.config.load.LoadResult.Loaded;
import dev.sallyport.app.config.problem.Suggestion;
import dev.sallyport.app.wiring.PostgresFrom;
import dev.sallyport.authority.baseline.Envelopes;
import dev.sallyport.authority.rules.Rules;
import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.setup.Installation;
import dev.sallyport.postgres.setup.SetupScript;
import dev.sallyport.postgres.target.TargetSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Makes the gateway's account at a PostgreSQL target as small as it can be (R15), by what the
/// configuration says of its roles and their purposes.
///
/// @param loader checks the file as the gateway does
public record PostgresSetup(ConfigurationFile loader, Secrets secrets) implements TargetSetup {

    /// What a script is made from.
    private record Wanted(TargetSettings settings, SetupScript script) {}

    @Override
    public String script(Path file, String target) throws CommandFailure, IOException {
        Wanted wanted = wanted(file, target);
        TargetSettings settings = wanted.settings();
        return wanted.script()
                .text("-- The gateway's account at target " + target + ", for psql, as a superuser or the owner of the"
                        + " tables:\n-- psql -X -h " + settings.host() + " -p " + settings.port() + " -d "
                        + settings.database() + " -f THIS_FILE");
    }

    @Override
    public void apply(Path file, String target, String admin, Progress progress) throws CommandFailure, IOException {
        Wanted wanted = wanted(file, target);
        Login login = secrets.login(reference(admin));
        try {
            new Installation(wanted.settings(), progress::step).run(wanted.script(), login.user(), login.password());
        } catch (TargetException e) {
            throw new CommandFailure(
                    e.isAway() ? ExitCode.UNREACHABLE : ExitCode.REFUSED,
                    String.valueOf(e.getMessage()) + "; nothing was changed");
        } finally {
            login.password().close();
        }
    }

    private static AdminAccount.Combined reference(String admin) throws CommandFailure {
        try {
            return AdminAccount.Combined.parse(admin, Path.of("").toAbsolutePath());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--admin: " + e.getMessage());
        }
    }

    private Wanted wanted(Path file, String target) throws CommandFailure, IOException {
        Loaded loaded = Loading.of(loader, file);
        Configuration configuration = loaded.configuration();
        TargetEntry entry = configuration.targets().get(target);
        if (entry == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "no such target"
                            + Suggestion.clause(target, configuration.targets().keySet()) + ": `" + target + "`");
        }
        if (!(entry.protocol() instanceof Postgres postgres)) {
            throw new CommandFailure(
                    ExitCode.REFUSED, "targets." + target + ": speaks no PostgreSQL, so there is no account to set up");
        }
        if (entry.lease().account() != null) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "targets." + target + ".lease.account: no roles are made for this target, so there is nothing to"
                            + " set up");
        }
        TargetSettings settings = PostgresFrom.entry(target, entry, postgres, configuration.instance(), secrets);
        return new Wanted(settings, script(settings, loaded.rules()));
    }

    private static SetupScript script(TargetSettings settings, Rules rules) throws CommandFailure {
        Map<String, Envelope> envelopes = new TreeMap<>();
        settings.roles().keySet().forEach(role -> envelopes.put(role, Envelopes.ofRole(rules, settings.name(), role)));
        try {
            return SetupScript.of(settings, envelopes);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.REFUSED, String.valueOf(e.getMessage()));
        }
    }
}
