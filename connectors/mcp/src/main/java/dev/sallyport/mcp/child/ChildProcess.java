package dev.sallyport.mcp.child;

import dev.sallyport.mcp.target.McpServer;
import dev.sallyport.transport.http.Scrubber;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// A child and its three streams: lines in, lines out, a bounded part of its complaints into the log.
/// Safe on every thread; only [#start] blocks, and the threads that it takes from the executor.
final class ChildProcess implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ChildProcess.class.getName());
    private static final byte[] END = new byte[0];

    /// Hears what a child says. On the thread that reads it.
    interface Ear {
        /// @param line without its line feed; nobody changes it
        void line(byte[] line);

        /// Its output has ended. Once, last.
        ///
        /// @param why for the agent
        void silent(String why);
    }

    private final String name;
    private final McpServer.Child settings;
    private final int longest;
    private final Process process;
    private final Watchdog watchdog;
    private final Executor blocking;
    private final LinkedBlockingQueue<byte[]> toWrite = new LinkedBlockingQueue<>();
    private final AtomicLong unwritten = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    private ChildProcess(
            String name, McpServer.Child settings, int longest, Process process, Watchdog watchdog, Executor blocking) {
        this.name = name;
        this.settings = settings;
        this.longest = longest;
        this.process = process;
        this.watchdog = watchdog;
        this.blocking = blocking;
    }

    /// @param name of the target, for the log
    /// @param longest bytes of a line, either way, and of all that waits to be written
    /// @param blocking for its end; each child has three threads of its own
    /// @throws IOException when it cannot be started
    static ChildProcess start(
            String name, McpServer.Child settings, ChildUser user, int longest, Executor blocking, Ear ear)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(user.around(settings.limits(), settings.command()))
                .directory(settings.folder().toFile())
                .redirectInput(Redirect.PIPE);
        builder.environment().clear();
        builder.environment().putAll(settings.environment());
        Watchdog watchdog = Watchdog.start();
        Process process = watched(builder, watchdog);
        ChildProcess child = new ChildProcess(name, settings, longest, process, watchdog, blocking);
        child.pipe(() -> child.listen(ear));
        child.pipe(() -> child.complaints().hear(process.getErrorStream()));
        child.pipe(child::writing);
        return child;
    }

    /// A thread of the system: where nothing comes out of a pipe, or nothing goes into it, a virtual one does not leave
    /// the thread that carries it, and when its scheduler's spare threads have ended, all others wait for as long.
    private void pipe(Runnable work) {
        Thread.ofPlatform().daemon().name("child of " + name).start(work);
    }

    private static Process watched(ProcessBuilder builder, Watchdog watchdog) throws IOException {
        Process process = null;
        try {
            process = builder.start();
            watchdog.over(process.pid());
            return process;
        } catch (IOException e) {
            if (process != null) process.destroyForcibly();
            watchdog.close();
            throw e;
        }
    }

    private Complaints complaints() {
        return new Complaints(name, Scrubber.of(settings.secrets()));
    }

    /// @return false when it does not read what it has; the line is dropped then
    boolean write(byte[] line) {
        if (closed.get() || unwritten.addAndGet(line.length) > longest) {
            unwritten.addAndGet(-line.length);
            return false;
        }
        return toWrite.add(line);
    }

    private void writing() {
        try (OutputStream in = process.getOutputStream()) {
            for (byte[] line = toWrite.take(); line.length > 0; line = toWrite.take()) {
                in.write(line);
                in.write('\n');
                in.flush();
                unwritten.addAndGet(-line.length);
            }
        } catch (IOException e) {
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(Ear ear) {
        try (InputStream out = process.getInputStream();
                Scrubber scrubber = Scrubber.of(settings.secrets())) {
            lines(out, line -> ear.line(scrubber.clean(line)));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "targets." + name + ": its child's output has ended", e);
        } finally {
            ear.silent(closed.get() ? "the server has ended" : Epitaph.of(process, "targets." + name + ".mcp"));
            close();
        }
    }

    private void lines(InputStream out, Consumer<byte[]> ear) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] piece = new byte[16 * 1024];
        for (int n = out.read(piece); n >= 0 && line.size() <= longest; n = out.read(piece)) split(piece, n, line, ear);
        if (line.size() > longest) tooLong();
    }

    private static void split(byte[] piece, int n, ByteArrayOutputStream line, Consumer<byte[]> ear) {
        int from = 0;
        for (int i = 0; i < n; i++) {
            if (piece[i] != '\n') continue;
            line.write(piece, from, i - from);
            from = i + 1;
            if (line.size() > 0) ear.accept(line.toByteArray());
            line.reset();
        }
        line.write(piece, from, n - from);
    }

    /// It ends the child: what it says can no longer be told apart.
    private void tooLong() {
        String what =
                "targets." + name + ": its child says more than " + longest + " bytes in one message; it is ended";
        LOG.log(System.Logger.Level.WARNING, what);
    }

    boolean alive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /// Closes its input, waits a little, and kills its process group. Does not block.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) return;
        toWrite.add(END);
        blocking.execute(this::end);
    }

    private void end() {
        try {
            process.waitFor(settings.endWithin().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        killGroup();
        // it would close what the last words of one that has ended are still to be read from
        if (process.isAlive()) process.destroyForcibly();
        watchdog.close();
    }

    /// Also when it has ended by itself: what it started may not have. Its pid is the group's, since
    /// `setsid` made it.
    private void killGroup() {
        try {
            new ProcessBuilder("/bin/kill", "-KILL", "--", "-" + process.pid())
                    .redirectInput(Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "targets." + name + ": its child's process group cannot be ended", e);
        }
    }
}
