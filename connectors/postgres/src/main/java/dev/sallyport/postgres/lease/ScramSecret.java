package dev.sallyport.postgres.lease;

import dev.sallyport.api.credential.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The keys of SCRAM-SHA-256 (RFC 5802 section 3, RFC 7677) for one role. The server gets the verifier
/// only; whoever logs in uses the keys.
///
/// A lease's keys come from a random number in place of a hashed password: nobody hashes thousands
/// of times, and there is no password that could leak or be guessed. Its verifier says that it was
/// hashed once, since PostgreSQL hashes as often as a verifier says when it takes it (`AlterRole`
/// in its `user.c` looks whether it is that of an empty password), which was more work than all
/// else of a lease. Safe on every thread until closed.
public final class ScramSecret implements AutoCloseable {

    /// The least that RFC 7677 and common clients accept.
    private static final int FOR_A_PASSWORD = 4096;

    /// Random keys cannot be guessed, however quickly somebody hashes.
    private static final int FOR_KEYS = 1;

    private static final int PASSWORD_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int KEY_BITS = 256;

    private final @Nullable Secret password;
    private final boolean ours;
    private final int iterations;
    private final byte[] salt;
    private final byte[] clientKey;
    private final byte[] serverKey;

    private ScramSecret(
            @Nullable Secret password, boolean ours, int iterations, byte[] salt, byte[] clientKey, byte[] serverKey) {
        this.password = password;
        this.ours = ours;
        this.iterations = iterations;
        this.salt = salt;
        this.clientKey = clientKey;
        this.serverKey = serverKey;
    }

    /// Without a password.
    static ScramSecret random(SecureRandom random) {
        byte[] salted = bytes(random, PASSWORD_BYTES);
        try {
            return of(null, FOR_KEYS, bytes(random, SALT_BYTES), salted);
        } finally {
            Arrays.fill(salted, (byte) 0);
        }
    }

    /// With a random password, for clients that take nothing else.
    static ScramSecret withPassword(SecureRandom random) {
        byte[] salt = bytes(random, SALT_BYTES);
        byte[] raw = bytes(random, PASSWORD_BYTES);
        char[] password = new String(Base64.getUrlEncoder().withoutPadding().encode(raw), StandardCharsets.US_ASCII)
                .toCharArray();
        try {
            return of(password, salt);
        } finally {
            Arrays.fill(raw, (byte) 0);
            Arrays.fill(password, '\0');
        }
    }

    /// Of a password that is known already: for tests, whose roles get its verifier.
    public static ScramSecret known(String password) {
        return of(password.toCharArray(), bytes(new SecureRandom(), SALT_BYTES));
    }

    /// Of an account whose verifier somebody else made: the server says with which salt. There are no keys before that.
    ///
    /// @param password the caller overwrites its copy
    static ScramSecret ofAccount(char[] password) {
        return new ScramSecret(new Secret(password), false, 0, new byte[0], new byte[0], new byte[0]);
    }

    /// @param password ASCII, so that SASLprep leaves it as it is
    static ScramSecret of(char[] password, byte[] salt) {
        try {
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password, salt, FOR_A_PASSWORD, KEY_BITS))
                    .getEncoded();
            return of(new Secret(password), FOR_A_PASSWORD, salt, salted);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2 with SHA-256", e);
        }
    }

    private static ScramSecret of(@Nullable Secret password, int iterations, byte[] salt, byte[] salted) {
        try {
            byte[] clientKey = hmac(salted, "Client Key");
            return new ScramSecret(password, true, iterations, salt, clientKey, hmac(salted, "Server Key"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
        }
    }

    private static byte[] bytes(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// @throws IllegalStateException when there is none
    public Secret password() {
        if (password == null) throw new IllegalStateException("this secret has no password, only keys");
        return password;
    }

    /// True when the verifier was made here, so that salt and keys are known.
    public boolean isOurs() {
        return ours;
    }

    /// How often the server will say that it was hashed.
    public int iterations() {
        return iterations;
    }

    /// What the server will name as its salt. A copy.
    public byte[] salt() {
        return salt.clone();
    }

    /// Proves the client to the server, as good as the password. A copy; the caller overwrites it.
    public byte[] clientKey() {
        return clientKey.clone();
    }

    /// Proves the server to the client. A copy.
    public byte[] serverKey() {
        return serverKey.clone();
    }

    /// The form that `ALTER ROLE … PASSWORD` takes (PostgreSQL manual, pg_authid).
    public String verifier() {
        Base64.Encoder base64 = Base64.getEncoder();
        return "SCRAM-SHA-256$" + iterations + ":" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(storedKey()) + ":" + base64.encodeToString(serverKey);
    }

    private byte[] storedKey() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(clientKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() {
        if (password != null) password.close();
        Arrays.fill(clientKey, (byte) 0);
        Arrays.fill(serverKey, (byte) 0);
    }

    @Override
    public String toString() {
        return "ScramSecret[redacted]";
    }
}
