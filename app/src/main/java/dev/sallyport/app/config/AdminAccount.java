package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.Scalar;
import java.nio.file.Path;

/// The gateway's own account on a target (R15).
public sealed interface AdminAccount {

    /// What holds the password, and perhaps the user.
    SecretReference secret();

    record Login(
            @Doc("The account's name.") String user,
            @Doc("Its password.") SecretReference password) implements AdminAccount {
        @Override
        public SecretReference secret() {
            return password;
        }
    }

    /// A secret that reads `user:password`.
    @Scalar(value = "a reference such as `file:secrets/crm-admin`", pattern = "^(file|env|vault):.+$", secret = true)
    record Combined(SecretReference secret) implements AdminAccount {
        public static Combined parse(String text, Path base) {
            return new Combined(SecretReference.parse(text, base));
        }

        @Override
        public String toString() {
            return secret.toString();
        }
    }
}
