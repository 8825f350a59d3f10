package dev.sallyport.testkit.log;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What no log of a gateway should hold: errors, exceptions that nobody caught, buffers that were lost.
public final class Alarms extends Handler implements AutoCloseable {

    private static final String NETTY = "io.netty";

    private final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    private final Logger root = Logger.getLogger("");
    private final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();

    public static Alarms listen() {
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        Alarms alarms = new Alarms();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        alarms.root.addHandler(alarms);
        return alarms;
    }

    /// Waits until buffers that were lost have been noticed.
    public List<String> afterCollection() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            System.gc();
            ByteBufAllocator.DEFAULT.buffer(16).release();
            Thread.sleep(20);
        }
        return heard();
    }

    public List<String> heard() {
        return List.copyOf(heard);
    }

    /// Whatever reaches the end of a pipeline is a warning of Netty's.
    @Override
    public void publish(LogRecord record) {
        int least = record.getLoggerName() != null && record.getLoggerName().startsWith(NETTY)
                ? Level.WARNING.intValue()
                : Level.SEVERE.intValue();
        if (record.getLevel().intValue() >= least) heard.add(record.getMessage() + ": " + trace(record.getThrown()));
    }

    private static String trace(@Nullable Throwable thrown) {
        return thrown == null
                ? ""
                : thrown + " at "
                        + List.of(thrown.getStackTrace()).stream().limit(12).toList();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
        ResourceLeakDetector.setLevel(before);
    }
}
