package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Doc;
import java.nio.file.Path;

/// The certificate that agents see.
public record TlsEntry(
        @Doc("PEM file with the certificate chain, leaf first.")
        Path certificate,

        @Doc("PEM private key (PKCS #8) of the certificate.")
        SecretReference key) {}
