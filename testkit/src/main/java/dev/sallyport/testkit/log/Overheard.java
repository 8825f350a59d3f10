package dev.sallyport.testkit.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Every line that the gateway and Netty log from now on, at the finest level, with the traces of what was thrown: to
/// be searched for what must never stand there.
public final class Overheard implements AutoCloseable {

    private static final List<String> NAMES = List.of("dev.sallyport", "io.netty");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final List<Heard> loggers = new ArrayList<>();

    private record Heard(
            Logger logger,
            @org.jspecify.annotations.Nullable Level before) {}

    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(record.getLoggerName() + " " + new SimpleFormatter().formatMessage(record) + trace(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Overheard() {
        ear.setLevel(Level.ALL);
        for (String name : NAMES) {
            Logger logger = Logger.getLogger(name);
            loggers.add(new Heard(logger, logger.getLevel()));
            logger.setLevel(Level.ALL);
            logger.addHandler(ear);
        }
    }

    public static Overheard everything() {
        return new Overheard();
    }

    private static String trace(LogRecord record) {
        Throwable thrown = record.getThrown();
        if (thrown == null) return "";
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return "\n" + text;
    }

    /// Those so far.
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        for (Heard each : loggers) {
            each.logger().removeHandler(ear);
            each.logger().setLevel(each.before());
        }
    }
}
