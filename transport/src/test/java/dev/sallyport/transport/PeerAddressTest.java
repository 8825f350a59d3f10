package dev.sallyport.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class PeerAddressTest {

    @Test
    void anAddressIsAddressAndPort() throws Exception {
        assertThat(PeerAddress.of(new InetSocketAddress(InetAddress.getByName("192.0.2.7"), 50123)))
                .isEqualTo("192.0.2.7:50123");
    }

    @Test
    void thePortOfAnAddressOfVersionSixCanBeTold() throws Exception {
        assertThat(PeerAddress.of(new InetSocketAddress(InetAddress.getByName("2001:db8::7"), 50123)))
                .isEqualTo("[2001:db8:0:0:0:0:0:7]:50123");
    }

    @Test
    void aNameIsLeftOut() throws Exception {
        InetAddress named = InetAddress.getByAddress("somewhere.example", new byte[] {(byte) 192, 0, 2, 7});
        assertThat(PeerAddress.of(new InetSocketAddress(named, 50123))).isEqualTo("192.0.2.7:50123");
    }

    @Test
    void nobodyIsAtTheOtherEnd() {
        assertThat(PeerAddress.of(null)).isEqualTo("null");
    }
}
