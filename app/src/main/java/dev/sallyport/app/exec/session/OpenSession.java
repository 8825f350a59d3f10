package dev.sallyport.app.exec.session;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Exec.Task;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.Progress;
import dev.sallyport.app.exec.proof.Proof;
import dev.sallyport.app.exec.run.Enclosure;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A task at the gateway and its tokens: fresh as long as it is open, revoked when it is closed. One thread
/// of its own refreshes; closing may come from any.
public final class OpenSession implements AutoCloseable {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final SessionClient client;
    private final List<String> targets;
    private final PasswordFile file;
    private final Progress progress;
    private final Thread refreshing;
    private SessionClient.Token token;

    private OpenSession(
            SessionClient client,
            List<String> targets,
            PasswordFile file,
            SessionClient.Token token,
            Progress progress) {
        this.client = client;
        this.targets = targets;
        this.file = file;
        this.token = token;
        this.progress = progress;
        this.refreshing = Thread.ofVirtual().unstarted(this::refresh);
    }

    /// Opens the task and puts its tokens into the enclosure.
    ///
    /// @throws CommandFailure when the gateway says no, or does not answer
    public static OpenSession open(
            GatewayPlace gateway, HttpClient http, Task task, Proof.Found proof, Enclosure place, Progress progress)
            throws CommandFailure, InterruptedException {
        SessionClient client = new SessionClient(gateway.endpoint(), http);
        PasswordFile file = new PasswordFile(gateway.postgres(), place);
        try {
            OpenSession session = new OpenSession(client, task.targets(), file, client.open(task, proof), progress);
            session.begin();
            return session;
        } catch (SessionClient.Refused e) {
            throw new CommandFailure(ExitCode.REFUSED, "the gateway opens no session: " + e.getMessage());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE, "no session endpoint answers at `" + gateway.endpoint() + "`: " + said(e));
        }
    }

    private void begin() throws IOException, InterruptedException {
        try {
            write();
        } catch (IOException | InterruptedException e) {
            close();
            throw e;
        }
        refreshing.start();
    }

    /// One token opens one target (R17).
    private synchronized void write() throws IOException, InterruptedException {
        Map<String, String> tokens = new LinkedHashMap<>();
        if (targets.size() == 1) {
            tokens.put(targets.getFirst(), token.text());
        } else {
            for (String target : targets)
                tokens.put(target, client.renew(token, target).text());
        }
        file.write(tokens);
    }

    private void refresh() {
        Duration wait = half(token.lasts());
        Duration left = token.lasts().minus(wait);
        try {
            while (true) {
                Thread.sleep(wait);
                String problem = renewed();
                left = problem.isEmpty() ? token.lasts() : left.minus(RETRY);
                if (!problem.isEmpty() && left.isNegative()) {
                    progress.step("the session has ended, start exec again for a new one: " + problem);
                    return;
                }
                wait = problem.isEmpty() ? half(left) : RETRY;
                left = problem.isEmpty() ? left.minus(wait) : left;
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    /// @return what went wrong; empty when nothing did
    private synchronized String renewed() throws InterruptedException {
        try {
            token = client.renew(token, "");
            write();
            return "";
        } catch (IOException e) {
            return said(e);
        }
    }

    private static Duration half(Duration lasts) {
        return lasts.dividedBy(2);
    }

    private static String said(IOException e) {
        String message = e.getMessage();
        return message == null ? "the connection failed" : message;
    }

    /// Whatever happened, the task is over at the gateway afterwards, or it is said that it is not.
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        refreshing.interrupt();
        try {
            synchronized (this) {
                client.revoke(token);
            }
        } catch (IOException e) {
            progress.step("the session could not be closed, it ends by itself: " + said(e));
        } catch (InterruptedException _) {
            interrupted = true;
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    /// libpq's password file (its manual, "The Password File").
    record PasswordFile(dev.sallyport.app.config.HostPort gateway, Enclosure place) {

        static final String NAME = "pgpass";

        void write(Map<String, String> tokens) throws IOException {
            StringBuilder text = new StringBuilder();
            tokens.forEach((target, token) -> text.append(escaped(gateway.host()))
                    .append(':')
                    .append(gateway.port())
                    .append(":*:")
                    .append(escaped(target))
                    .append(':')
                    .append(escaped(token))
                    .append('\n'));
            place.put(NAME, text.toString().getBytes(StandardCharsets.UTF_8));
        }

        private static String escaped(String text) {
            return text.replace("\\", "\\\\").replace(":", "\\:");
        }
    }
}
