package dev.sallyport.app.exec.confine;

import dev.sallyport.app.exec.run.Running;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// exec's end of the line to its inside. Safe on every thread: one question at a time.
final class Talk implements Running, AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final SocketChannel control;
    private final DataOutputStream out;
    private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(1);
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    /// Writes what follows the letter.
    @FunctionalInterface
    interface Question {
        void write(DataOutputStream out) throws IOException;
    }

    Talk(SocketChannel control) {
        this.control = control;
        this.out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(control)));
        Thread.ofVirtual().start(this::listen);
    }

    private void listen() {
        try {
            DataInputStream in = new DataInputStream(Channels.newInputStream(control));
            while (true) hear(in);
        } catch (IOException e) {
            ended.completeExceptionally(e);
            answered("it has ended");
        }
    }

    /// One that nobody waits for any more is dropped.
    private void answered(String answer) {
        var _ = answers.offer(answer);
    }

    private void hear(DataInputStream in) throws IOException {
        switch ((char) in.readByte()) {
            case Wire.DONE -> answered("");
            case Wire.FAILED -> answered(Wire.text(in));
            case Wire.ENDED -> ended.complete(in.readInt());
            default -> throw new IOException("not a word of ours");
        }
    }

    /// @throws IOException with what the inside said when it could not do it
    synchronized void ask(char letter, Question question) throws IOException {
        out.writeByte(letter);
        question.write(out);
        out.flush();
        try {
            String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (answer == null) throw new IOException("no answer from the inside");
            if (!answer.isEmpty()) throw new IOException(answer);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while waiting for the inside");
        }
    }

    @Override
    public int await() throws IOException, InterruptedException {
        try {
            return ended.get();
        } catch (ExecutionException e) {
            throw new IOException("the confinement ended before the command", e);
        }
    }

    @Override
    public void signal(String name) throws IOException {
        ask(Wire.SIGNAL, out -> Wire.text(out, name));
    }

    @Override
    public void close() throws IOException {
        control.close();
    }
}
