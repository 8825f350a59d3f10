package dev.sallyport.app.wiring;

import dev.sallyport.app.config.Configuration;
import dev.sallyport.app.config.JudgeEntry;
import dev.sallyport.app.config.SecretReference;
import dev.sallyport.app.judge.ChatJudge;
import dev.sallyport.app.judge.HourlyBudget;
import dev.sallyport.app.judge.JudgeSettings;
import dev.sallyport.authmethods.web.Credential;
import dev.sallyport.authority.intent.session.Advice;
import dev.sallyport.authority.intent.session.Judge;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The judge of the configuration in force, which a reload may change. The hour's budget is one for all of them. Safe
/// on every thread.
final class JudgeSeat implements Judge, AutoCloseable {

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final HourlyBudget budget = new HourlyBudget();
    private final AtomicReference<@Nullable ChatJudge> seated = new AtomicReference<>();

    JudgeSeat(InstantSource clock) {
        this.clock = clock;
    }

    /// @throws IOException when its authorities cannot be read; then nothing has changed
    Optional<ChatJudge> prepare(Configuration configuration, SecretReader secrets) throws IOException {
        JudgeEntry entry = configuration.judge();
        return entry == null
                ? Optional.empty()
                : Optional.of(new ChatJudge(settings(entry, secrets), budget, clock, random));
    }

    private static JudgeSettings settings(JudgeEntry entry, SecretReader secrets) throws IOException {
        try {
            return new JudgeSettings(
                    endpoint(entry.url()),
                    entry.model(),
                    key(entry.key(), secrets),
                    Authorities.of("judge.ca", entry.ca()),
                    entry.timeout(),
                    entry.perHour(),
                    entry.maxCalls(),
                    Math.toIntExact(entry.maxQuestion().bytes()),
                    Math.toIntExact(entry.maxAnswer().bytes()));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static URI endpoint(URI base) {
        return URI.create(base.toString().replaceAll("/+$", "") + "/chat/completions");
    }

    private static @Nullable Credential key(@Nullable SecretReference reference, SecretReader secrets) {
        return reference == null ? null : () -> secrets.read(reference);
    }

    /// Whoever sat there before still answers what it was asked: it is left to its own end.
    void seat(Optional<ChatJudge> next) {
        seated.set(next.orElse(null));
    }

    @Override
    public Advice advise(Doubt doubt) throws InterruptedException {
        ChatJudge judge = seated.get();
        return judge == null ? NONE.advise(doubt) : judge.advise(doubt);
    }

    @Override
    public void close() {
        ChatJudge last = seated.getAndSet(null);
        if (last != null) last.close();
    }
}
