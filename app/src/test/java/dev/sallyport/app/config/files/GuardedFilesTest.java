package dev.sallyport.app.config.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.app.config.AdminAccount;
import dev.sallyport.app.config.Given;
import dev.sallyport.app.config.SecretReference;
import dev.sallyport.app.config.load.LoadResult;
import dev.sallyport.app.config.load.LoadResult.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// R22 and R23: who may write the configuration, who may read a secret.
class GuardedFilesTest {

    private static final SecretAccess TEST = SecretAccess.because("the test compares it");
    private static final UserPrincipal SOMEBODY_ELSE = () -> "somebody-else";

    @TempDir
    Path folder;

    private Given given;

    @BeforeEach
    void given() {
        given = Given.in(folder);
    }

    @Test
    void aFileOfOurOwnLoads() {
        assertThat(loaded("rw-r--r--")).isInstanceOf(Loaded.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-", "rw--w----"})
    void r22AConfigurationThatOthersCanWriteIsRefused(String permissions) {
        assertThat(loaded(permissions).problems())
                .hasToString("[the configuration file can be written by others, run `chmod go-w` on it: `"
                        + shown("sallyport.yaml") + "`]");
    }

    @Test
    void r22AConfigurationInAFolderOpenToEverybodyIsRefused() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        given.file("open/sallyport.yaml", Given.PLAIN, "rw-r--r--");
        assertThat(given.loader().load(open.resolve("sallyport.yaml")).problems())
                .hasToString("[the configuration file lies in a folder that anybody can write, run `chmod o-w` on the"
                        + " folder: `" + shown("open/sallyport.yaml") + "`]");
    }

    @Test
    void r22AFolderOpenToEverybodyIsFineWhenSticky() throws IOException {
        Path open = Files.createDirectory(folder.resolve("sticky"));
        Files.setAttribute(open, "unix:mode", 0b1_111_111_111);
        Path file = given.file("sticky/x", "", "rw-r--r--");
        assertThat(Given.guard().distrust(file)).isEmpty();
    }

    @Test
    void r22AConfigurationOfAnotherUserIsRefused() throws IOException {
        Path file = given.file("x", "", "rw-r--r--");
        boolean ownedByRoot = Files.getOwner(file).getName().equals("root");
        assertThat(new FileGuard(SOMEBODY_ELSE).distrust(file).isEmpty()).isEqualTo(ownedByRoot);
    }

    @Test
    void aMissingConfigurationIsTold() {
        assertThat(given.loader().load(folder.resolve("none.yaml")).problems())
                .hasToString("[the configuration file does not exist: `" + shown("none.yaml") + "`]");
        assertThat(given.loader().load(folder).problems())
                .hasToString("[the configuration file is no file: `" + folder + "`]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw----", "rw------x"})
    void r23ASecretThatOthersCanReadIsRefused(String permissions) {
        given.file("crm-admin", "a:b", permissions);
        assertThat(given.problems(Given.PLAIN))
                .containsExactly("targets.crm.postgres.admin: the secret file can be read or written by others, run"
                        + " `chmod 600` on it: `file:" + folder + "/crm-admin` (line 6, column 57)");
    }

    @Test
    void r23ASecretOfAnotherUserIsRefused() {
        assertThat(new FileGuard(SOMEBODY_ELSE).exposure(folder.resolve("crm-admin")))
                .contains("does not belong to the gateway's user, run `chown` on it");
        assertThat(Given.guard().exposure(folder.resolve("crm-admin"))).isEmpty();
    }

    @Test
    void r23ALinkIsJudgedByWhatItPointsAt() throws IOException {
        given.file("real", "a:b", "rw-r--r--");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
        assertThat(Given.guard().exposure(link)).contains("can be read or written by others, run `chmod 600` on it");
    }

    @Test
    void r23TheVaultIsRejectedUntilThereIsOne() {
        assertThat(given.problems("file:crm-admin", "vault:crm-admin"))
                .containsExactly("targets.crm.postgres.admin: there is no vault in this version, use `file:`:"
                        + " `vault:crm-admin` (line 6, column 57)");
    }

    @Test
    void r23AnEnvironmentVariableWarns() {
        assertThat(given.problems("file:crm-admin", "env:SET"))
                .containsExactly("targets.crm.postgres.admin: an environment variable can be seen by others on the"
                        + " machine, use `file:`: `env:SET` (line 6, column 57)");
        assertThat(given.problems("file:crm-admin", "env:NOT_SET"))
                .contains("targets.crm.postgres.admin: the environment variable is not set: `env:NOT_SET`"
                        + " (line 6, column 57)");
    }

    @Test
    void r22CertificatesAndKeySetsAreGuardedToo() {
        given.file("ca.pem", "", "rw-rw-rw-");
        assertThat(given.problems(Given.PLAIN
                                .replace("clearText", "ca: ca.pem, clearText")
                                .replace("audience:", "jwks: 'file:keys.jwks', audience:")
                        + "tls: { certificate: none.crt, key: 'file:none.key' }\n"))
                .containsExactly(
                        "authMethods.pods.oidc.jwks: the file does not exist: `" + shown("keys.jwks")
                                + "` (line 3, column 53)",
                        "targets.crm.postgres.ca: the file can be written by others, run `chmod go-w` on it: `"
                                + shown("ca.pem") + "` (line 6, column 82)",
                        "tls.certificate: the file does not exist: `" + shown("none.crt") + "` (line 15, column 8)",
                        "tls.key: the secret file does not exist: `file:" + folder + "/none.key` (line 15, column 31)");
    }

    @Test
    void r22PoliciesAreConfiguration() {
        given.file("deny.cedar", "forbid (principal, action, resource);", "rw-rw-r--");
        assertThat(given.problems(Given.PLAIN + "policies: [ deny.cedar ]\n"))
                .containsExactly("policies[0]: the policy file can be written by others, run `chmod go-w` on it:"
                        + " `deny.cedar` (line 15, column 13)");
    }

    @Test
    void aSecretIsReadWithoutItsLineEnd() throws IOException {
        given.file("password", "s3cret é\r\n", "rw-------");
        Secret secret = secrets().read(SecretReference.parse("file:password", folder));
        assertThat(secret.exposeText(TEST)).isEqualTo("s3cret é");
        assertThat(secrets().read(SecretReference.parse("env:PASSWORD", folder)).exposeText(TEST))
                .isEqualTo("from-env");
    }

    @Test
    void aSecretThatBecameReadableIsNotReadAnyMore() {
        given.file("password", "hunter2", "rw-r--r--");
        assertThatThrownBy(() -> secrets().read(SecretReference.parse("file:password", folder)))
                .isInstanceOf(IOException.class)
                .hasMessage("the secret file can be read or written by others, run `chmod 600` on it: `file:" + folder
                        + "/password`");
    }

    @Test
    void aLoginIsOneSecretOrTwo() throws IOException {
        given.file("password", "p:w", "rw-------");
        Login both = secrets().login(AdminAccount.Combined.parse("file:crm-admin", folder));
        Login apart = secrets().login(new AdminAccount.Login("u", SecretReference.parse("file:password", folder)));
        assertThat(both.user()).isEqualTo("sallyport");
        assertThat(both.password().exposeText(TEST)).isEqualTo("s3cret");
        assertThat(apart.user()).isEqualTo("u");
        assertThat(apart.password().exposeText(TEST)).isEqualTo("p:w");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nocolon", ":password", "user:"})
    void aCombinedSecretThatIsNoneIsToldWithoutIt(String text) {
        given.file("login", text, "rw-------");
        assertThatThrownBy(() -> secrets().login(AdminAccount.Combined.parse("file:login", folder)))
                .isInstanceOf(IOException.class)
                .hasMessage("the secret does not read user:password: `file:" + folder + "/login`");
    }

    private LoadResult loaded(String permissions) {
        return given.loader().load(given.file("sallyport.yaml", Given.PLAIN, permissions));
    }

    private String shown(String name) {
        return folder.resolve(name).toString();
    }

    private static Secrets secrets() {
        return new Secrets(Given.guard(), Map.of("PASSWORD", "from-env"));
    }
}
