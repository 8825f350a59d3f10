package dev.sallyport.transport;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.connector.ListenAddress;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BoundListenerTest {

    @Test
    void anAddressThatIsTakenIsToldWithWhatToDo() throws IOException {
        try (EventLoops loops = EventLoops.start(1);
                BoundListener first = bind(loops, new ListenAddress("127.0.0.1", 0))) {
            assertThatThrownBy(() -> bind(loops, first.address()))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("cannot listen there, end what does or name another address: `127.0.0.1:");
        }
    }

    private static BoundListener bind(EventLoops loops, ListenAddress address) throws IOException {
        return BoundListener.bind(loops, address, () -> 1, ChannelInboundHandlerAdapter::new, Channel::close);
    }
}
