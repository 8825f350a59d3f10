package dev.sallyport.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class TlsEngineTest {

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "x86_64"},
            disabledReason = "its native library is shipped for Linux on x86-64")
    void the_fast_library_is_the_one_in_use() {
        assertThat(TlsEngine.here()).isEqualTo(SslProvider.OPENSSL);
    }
}
