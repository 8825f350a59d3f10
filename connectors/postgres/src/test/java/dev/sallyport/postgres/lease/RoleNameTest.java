package dev.sallyport.postgres.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.postgres.target.LeaseSettings;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleNameTest {

    @Test
    void whoseItIsAndUntilWhenCanBeReadOffTheName() {
        Instant expiry = Instant.parse("2031-05-06T07:08:09Z");
        RoleName name = RoleName.fresh(LeaseSettings.defaults("abcdefghijklmnop"), expiry, new SecureRandom());
        assertThat(RoleName.parse(name.toString())).contains(name);
        assertThat(name.expiresAt()).isEqualTo(expiry);
        assertThat(name.toString()).hasSizeLessThanOrEqualTo(63);
    }

    /// R13: a role that only looks alike is not ours.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sallyport",
                "sallyport_attic",
                "sallyport_admin",
                "sallyport_gw1_1790000000",
                "sallyport_gw1_1790000000_xyz",
                "sallyport_gw1_1790000000_0123456789abcde",
                "sallyport_gw1_1790000000_0123456789abcdef0",
                "sallyport_gw1_999999999999_0123456789abcdef",
                "sallyport_gw1_-1_0123456789abcdef",
                "sallyport_gw1_x_1790000000_0123456789abcdef",
                "Sallyport_gw1_1790000000_0123456789abcdef"
            })
    void whatNoGatewayCouldHaveMadeIsNotALease(String name) {
        assertThat(RoleName.parse(name)).isEmpty();
    }
}
