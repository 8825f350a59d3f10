package dev.sallyport.authmethods.aws;

import static dev.sallyport.authmethods.aws.Aws.NOW;
import static dev.sallyport.authmethods.aws.Aws.TRIAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.testkit.aws.SigningSts;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever answers has to show a certificate for the name that is dialled, of an authority that is trusted.
class EndpointTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    @Test
    void a_certificate_for_the_endpoint_of_a_trusted_authority_is_needed() throws Exception {
        SSLContext right = certificate("right", "ip:127.0.0.1");
        SSLContext otherName = certificate("other", "dns:sts.eu-central-1.amazonaws.com");
        try (SigningSts sts = SigningSts.start(() -> NOW, right);
                SigningSts another = SigningSts.start(() -> NOW, otherName)) {
            sts.knows(TRIAGE);
            another.knows(TRIAGE);
            try (AwsAuthMethod method = method(sts, right)) {
                assertThat(Aws.proven(method, Aws.fresh(TRIAGE)).subject()).isEqualTo(TRIAGE.arn());
                assertThat(sts.received().getFirst().headers()).containsEntry("host", "sts.eu-central-1.amazonaws.com");
            }
            refused(method(sts, SSLContext.getDefault()));
            refused(method(another, otherName));
            assertThat(another.received()).isEmpty();
        }
    }

    private static void refused(AwsAuthMethod method) throws Exception {
        try (method) {
            assertThat(Aws.refusal(method, Aws.fresh(TRIAGE)))
                    .isEqualTo(new Refused(RefusalReason.KEYS_UNAVAILABLE, "sts cannot be asked: TLS failed"));
        }
    }

    private static AwsAuthMethod method(SigningSts sts, SSLContext tls) {
        return new AwsAuthMethod(
                Aws.settings(sts), new SeenRequests(Aws.START), tls, SystemDefaultDnsResolver.INSTANCE);
    }

    /// Its own authority, by the JDK's keytool.
    private SSLContext certificate(String name, String alternative) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=" + alternative,
                        "-ext",
                        "bc=ca:true",
                        "-validity",
                        "2")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        process.getOutputStream().close();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry(name, keys.getCertificate(name));
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(authorities);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return tls;
    }
}
