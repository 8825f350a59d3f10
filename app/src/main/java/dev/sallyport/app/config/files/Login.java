package dev.sallyport.app.config.files;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.app.config.SecretReference;
import java.io.IOException;
import java.util.Arrays;

/// A user and a password, read from where the configuration points.
public record Login(String user, Secret password) {

    static Login split(Secret combined, SecretReference reference) throws IOException {
        char[] text = combined.expose(SecretAccess.because("a combined secret holds the user before the colon"));
        combined.close();
        int colon = 0;
        while (colon < text.length && text[colon] != ':') {
            colon++;
        }
        if (colon == 0 || colon >= text.length - 1) {
            throw new IOException("the secret does not read user:password: `" + reference + "`");
        }
        char[] password = Arrays.copyOfRange(text, colon + 1, text.length);
        Login login = new Login(new String(text, 0, colon), new Secret(password));
        Arrays.fill(text, '\0');
        Arrays.fill(password, '\0');
        return login;
    }
}
