package dev.sallyport.authmethods.dpop;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/// Two client certificates, self-signed, whose keys nobody has.
public final class Clients {

    private static final String ONE = """
            -----BEGIN CERTIFICATE-----
            MIIBgDCCASWgAwIBAgIUZawoMsWAiDvTIVQRvlFsHKIcu9QwCgYIKoZIzj0EAwIw
            FTETMBEGA1UEAwwKY2xpZW50LW9uZTAeFw0yNjExMjgxODI1NTNaFw0zNjExMjUx
            ODI1NTNaMBUxEzARBgNVBAMMCmNsaWVudC1vbmUwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAARHWaQ7ax2hQrMmJYuPtKTG5vmuKuMuMAkEeQ7lOMG3ohQH2NnM33BX
            Cd/XJK+5g/ZitQ6k6+QtDBuaX/9F5zo0o1MwUTAdBgNVHQ4EFgQU2L21GRzCm9B5
            tkYqieymYlGCwi8wHwYDVR0jBBgwFoAU2L21GRzCm9B5tkYqieymYlGCwi8wDwYD
            VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEA0Zfirr4jJwJ/mcpUeUS4
            4x9O2mCLAWJaf42b0WYYWp4CIQD7ntFyg3VPpdOsZ582Bpbsbr4Otn+ufFT0X2xd
            zROFFw==
            -----END CERTIFICATE-----
            """;

    /// RFC 8705 §3.1, computed with `openssl x509 -fingerprint -sha256`.
    public static final String ONE_THUMBPRINT = "TvR-IpnOmHOBX2M3KUMA62WtPlyo8rExtOHAJMVb4lk";

    private static final String TWO = """
            -----BEGIN CERTIFICATE-----
            MIIBfzCCASWgAwIBAgIUR0b5ud1td3c+7ejeCXmMl28P/fMwCgYIKoZIzj0EAwIw
            FTETMBEGA1UEAwwKY2xpZW50LXR3bzAeFw0yNjExMjgxODI1NTNaFw0zNjExMjUx
            ODI1NTNaMBUxEzARBgNVBAMMCmNsaWVudC10d28wWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAATeiBIvsK0Rp+NcdVkbFNPI2A7oTGpl7WsqDFy5JY0o+OSwkkVuisUd
            peskFBln3E3ccS6KOJWIIgwm6zKvUBNqo1MwUTAdBgNVHQ4EFgQULLNfsnbOc4gl
            c1Zb4Luq1woBexQwHwYDVR0jBBgwFoAULLNfsnbOc4glc1Zb4Luq1woBexQwDwYD
            VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiALFvl6nMdUt5mP9foBHJNs
            kFxycs8N+oWh0yY9iyu1YAIhAN+mz2GIf/mkw30XYE6TSL+TgfW8gEDZEv8FgIyq
            YQxZ
            -----END CERTIFICATE-----
            """;

    private Clients() {}

    public static X509Certificate one() {
        return read(ONE);
    }

    public static X509Certificate two() {
        return read(TWO);
    }

    private static X509Certificate read(String pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw new AssertionError(e);
        }
    }
}
