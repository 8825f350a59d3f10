package dev.sallyport.authmethods.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.testkit.aws.SigningSts;

/// A method and the STS that it asks, with the words of hostile tests.
record Door(SigningSts sts, AwsAuthMethod method) implements AutoCloseable {

    static Door open() throws Exception {
        SigningSts sts = Aws.sts();
        return new Door(sts, new AwsAuthMethod(Aws.settings(sts), Aws.START));
    }

    /// By the gateway itself: STS saw nothing of it.
    void refuses(RefusalReason reason, Attestation attestation) throws Exception {
        assertThat(Aws.reason(method, attestation)).as("%s", attestation).isEqualTo(reason);
        assertThat(sts.received()).as("nothing was sent for %s", attestation).isEmpty();
    }

    void findsMalformed(Attestation attestation) throws Exception {
        refuses(RefusalReason.MALFORMED, attestation);
    }

    @Override
    public void close() {
        method.close();
        sts.close();
    }
}
