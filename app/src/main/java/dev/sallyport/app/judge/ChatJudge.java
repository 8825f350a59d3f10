package dev.sallyport.app.judge;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.authmethods.web.Answer;
import dev.sallyport.authmethods.web.BoundedHttp;
import dev.sallyport.authmethods.web.Call;
import dev.sallyport.authmethods.web.Credential;
import dev.sallyport.authority.intent.session.Advice;
import dev.sallyport.authority.intent.session.Judge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Asks a language model. Whatever goes wrong is told as unavailable, with the details in the gateway's log; neither
/// holds the key, the question or the answer. Safe on every thread.
public final class ChatJudge implements Judge, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ChatJudge.class.getName());
    private static final SecretAccess TO_ASK = SecretAccess.because("the judge answers only to whom it knows");
    private static final int OK = 200;
    private static final int NONCE_BYTES = 16;

    private final JudgeSettings settings;
    private final HourlyBudget budget;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final BoundedHttp http;
    private final Semaphore free;
    private final KnownAnswers known = new KnownAnswers();

    /// @param random for nonces: nobody may be able to guess the next
    public ChatJudge(JudgeSettings settings, HourlyBudget budget, InstantSource clock, RandomGenerator random) {
        this.settings = settings;
        this.budget = budget;
        this.clock = clock;
        this.random = random;
        this.http = new BoundedHttp(settings.timeout(), settings.maxAnswer(), settings.tls());
        this.free = new Semaphore(settings.maxCalls());
    }

    @Override
    public Advice advise(Doubt doubt) throws InterruptedException {
        Optional<Shown> shown = Shown.of(doubt, settings.maxQuestion());
        if (shown.isEmpty()) return new Advice.Unavailable("the action is too large to be shown whole");
        String question = digest(shown.get().json());
        Optional<Advice> before = known.find(question);
        if (before.isPresent()) return before.get();
        Advice advice = inTurn(shown.get());
        known.keep(question, advice);
        return advice;
    }

    private Advice inTurn(Shown shown) throws InterruptedException {
        if (!free.tryAcquire(settings.timeout().toMillis(), TimeUnit.MILLISECONDS))
            return new Advice.Unavailable("too many questions at once");
        try {
            return budget.take(settings.perHour(), clock.instant())
                    ? whole(ask(shown), shown)
                    : new Advice.Unavailable("the questions of this hour are used up");
        } finally {
            free.release();
        }
    }

    /// What was not seen may be what speaks against it.
    private static Advice whole(Advice advice, Shown shown) {
        return advice instanceof Advice.Consistent && !shown.whole()
                ? new Advice.Unsure("it looks consistent, but not all that was said could be shown")
                : advice;
    }

    private Advice ask(Shown shown) throws InterruptedException {
        String nonce = nonce();
        try {
            Answer answer = http.send(call(new Framing(settings.model(), nonce).body(shown)));
            return answer.status() == OK
                    ? Reply.read(answer.body(), nonce)
                    : new Advice.Unavailable("it answered with status " + answer.status());
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            LOG.log(System.Logger.Level.WARNING, "the judge cannot be asked: " + why);
            return new Advice.Unavailable(why.replaceFirst(":? `[^`]*`$", ""));
        }
    }

    private Call call(String body) throws IOException {
        Call call = Call.post(settings.endpoint(), "application/json", body);
        Credential key = settings.key();
        if (key == null) return call;
        try (Secret secret = key.read()) {
            return call.with(
                    "Authorization", "Bearer " + secret.exposeText(TO_ASK).strip());
        }
    }

    private String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
