package dev.sallyport.transport.dial;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// An [AddressGuard] in the place where Netty's `Bootstrap` looks names up (`bootstrap.resolver(…)`): what
/// it refuses
/// is never dialled, and the connect future fails with its exception. Safe on every thread.
public final class GuardedAddresses extends AddressResolverGroup<InetSocketAddress> {

    private final AddressGuard guard;

    public GuardedAddresses(AddressGuard guard) {
        this.guard = guard;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Guarded(executor, guard);
    }

    private static final class Guarded extends AbstractAddressResolver<InetSocketAddress> {

        private final AddressGuard guard;

        Guarded(EventExecutor executor, AddressGuard guard) {
            super(executor, InetSocketAddress.class);
            this.guard = guard;
        }

        /// Never: or an address that somebody else resolved would be dialled unseen.
        @Override
        protected boolean doIsResolved(InetSocketAddress address) {
            return false;
        }

        @Override
        protected void doResolve(InetSocketAddress unresolved, Promise<InetSocketAddress> promise) {
            all(unresolved, (found, failed) -> {
                if (found == null) {
                    promise.tryFailure(failed);
                } else {
                    promise.trySuccess(found.getFirst());
                }
            });
        }

        @Override
        protected void doResolveAll(InetSocketAddress unresolved, Promise<List<InetSocketAddress>> promise) {
            all(unresolved, (found, failed) -> {
                if (found == null) {
                    promise.tryFailure(failed);
                } else {
                    promise.trySuccess(found);
                }
            });
        }

        private void all(InetSocketAddress wanted, Found then) {
            String host = wanted.isUnresolved()
                    ? wanted.getHostString()
                    : wanted.getAddress().getHostAddress();
            guard.whenFound(host).whenComplete((found, failed) -> {
                if (failed == null) {
                    then.found(with(found, wanted.getPort()), null);
                } else {
                    then.found(null, failed instanceof CompletionException e ? e.getCause() : failed);
                }
            });
        }

        private static List<InetSocketAddress> with(List<InetAddress> found, int port) {
            return found.stream()
                    .map(address -> new InetSocketAddress(address, port))
                    .toList();
        }
    }

    private interface Found {
        void found(@Nullable List<InetSocketAddress> addresses, @Nullable Throwable failed);
    }
}
