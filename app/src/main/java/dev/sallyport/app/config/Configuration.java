package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.Names;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The whole configuration: one file, loaded as a whole or not at all.
public record Configuration(
        @Doc("Where agents connect.") ListenEntry listen,

        @Doc("The certificate that agents see. Needed unless every target allows clear text.") @Nullable
        TlsEntry tls,

        @Doc("How the command line reaches the running gateway.") @Default("{}")
        AdminEntry admin,

        @Doc("Folder of what must outlive a restart: trail, keys, admin socket. Relative to the configuration file.")
        @Default("state")
        Path state,

        @Doc("Which gateway this is: another word for each gateway that shares a target, the same one after a restart.")
        @Default("main")
        String instance,

        @Doc("The audit log.") @Default("{}") TrailEntry trail,

        @Doc("Ways to prove who a workload is, by name.") @Names
        Map<String, AuthMethodEntry> authMethods,

        @Doc("The systems that agents act on, by name.") @Names
        Map<String, TargetEntry> targets,

        @Doc("Door one: who may reach what, and for which purposes.")
        List<AccessEntry> access,

        @Doc("Door two: what each purpose allows, by name.") @Names
        Map<String, PurposeEntry> purposes,

        @Doc("Cedar policies that may forbid more: files that end in `.cedar`, or text.") @Default("[]")
        List<PolicySource> policies,

        @Doc("Who is asked where the intent engine doubts; without it, nobody.") @Nullable
        JudgeEntry judge,

        @Doc("Session tokens: what is given out at `listen.http`.") @Default("{}")
        SessionsEntry sessions,

        @Doc("Who may sign purposes and prompts, by name.") @Default("{}") @Names
        Map<String, OrchestratorEntry> orchestrators,

        @Doc("What one gateway takes on.") @Default("{}") LimitEntry limits) {
    public Configuration {
        admin = admin.within(state);
        trail = trail.within(state);
        authMethods = Kept.ordered(authMethods);
        targets = Kept.ordered(targets);
        access = List.copyOf(access);
        purposes = Kept.ordered(purposes);
        policies = List.copyOf(policies);
        orchestrators = Kept.ordered(orchestrators);
    }

    /// What becomes of a target's actions while the trail cannot be written.
    public OnTrailFailure onTrailFailure(String target) {
        TargetEntry entry = targets.get(target);
        OnTrailFailure own = entry == null ? null : entry.onTrailFailure();
        return own == null ? trail.onFailure() : own;
    }
}
