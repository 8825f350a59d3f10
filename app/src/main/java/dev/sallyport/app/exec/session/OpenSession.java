package dev.sallyport.app.exec.session;

import dev.sallyport.api.session.TaskTokens;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Exec.Task;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.Progress;
import dev.sallyport.app.exec.proof.Proof;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicReference;

/// A task at the gateway and its tokens: fresh as long as it is open, revoked when it is closed. One thread
/// of its own refreshes; closing may come from any.
public final class OpenSession implements AutoCloseable {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final SessionClient client;
    private final List<String> targets;
    private final TokenFiles file;
    private final Progress progress;
    private final Thread refreshing;
    private final AtomicReference<Map<String, String>> first = new AtomicReference<>(Map.of());
    private SessionClient.Token token;

    private OpenSession(
            SessionClient client, List<String> targets, TokenFiles file, SessionClient.Token token, Progress progress) {
        this.client = client;
        this.targets = targets;
        this.file = file;
        this.token = token;
        this.progress = progress;
        this.refreshing = Thread.ofVirtual().unstarted(this::refresh);
    }

    /// Opens the task and puts its tokens into the enclosure.
    ///
    /// @param file where they are put, and put anew
    /// @throws CommandFailure when the gateway says no, or does not answer
    public static OpenSession open(
            SessionClient client, Task task, Proof.Found proof, TokenFiles file, Progress progress)
            throws CommandFailure, InterruptedException {
        try {
            OpenSession session = new OpenSession(client, task.targets(), file, client.open(task, proof), progress);
            session.begin();
            return session;
        } catch (SessionClient.Refused e) {
            throw new CommandFailure(ExitCode.REFUSED, "the gateway opens no session: " + e.getMessage());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE, "no session endpoint answers at `" + client.endpoint() + "`: " + said(e));
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

    /// One token opens one target, and another one, at the proxy alone, all that are reached through it (R17).
    private synchronized void write() throws IOException, InterruptedException {
        SequencedMap<String, String> tokens = new LinkedHashMap<>();
        if (targets.size() == 1) {
            tokens.put(targets.getFirst(), token.text());
        } else {
            for (String target : targets)
                tokens.put(target, client.renew(token, target).text());
        }
        if (file.sharesProxy())
            tokens.put(
                    TaskTokens.FORWARD_PROXY,
                    client.renew(token, TaskTokens.FORWARD_PROXY).text());
        file.write(tokens);
        first.compareAndSet(Map.of(), tokens);
    }

    /// The tokens that it began with, by target, and by the proxy's name where several share it: they hold for a few
    /// minutes, the files have fresher ones.
    public Map<String, String> tokens() {
        return first.get();
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

    static String said(IOException e) {
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
}
