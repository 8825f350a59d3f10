package dev.sallyport.app.exec.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;

/// Hears what this process is told, in place of the JVM. The JDK has no public class for it:
/// `sun.misc.Signal` is there in every JDK that has the module jdk.unsupported, and is called by name since
/// javac cannot be told that we know.
public final class Signals {

    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

    private Signals() {}

    /// @param hearing gets the name, on a thread of the JVM's
    public static void hear(Consumer<String> hearing) {
        NAMES.forEach(name -> hear(name, hearing));
    }

    private static void hear(String name, Consumer<String> hearing) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler heard = (_, method, _) -> switch (method.getName()) {
                case "equals" -> false;
                case "hashCode" -> name.hashCode();
                case "toString" -> name;
                default -> {
                    hearing.accept(name);
                    yield null;
                }
            };
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, heard);
            Object named = signal.getConstructor(String.class).newInstance(name);
            var _ = signal.getMethod("handle", signal, handler).invoke(null, named, proxy);
        } catch (ReflectiveOperationException _) {
            // without it the JVM ends at once, as it always does; the task then ends by itself
        }
    }
}
