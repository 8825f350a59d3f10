package dev.sallyport.http.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.http.target.CredentialSettings.Header;
import dev.sallyport.http.target.CredentialSettings.Query;
import dev.sallyport.transport.http.Fields;
import org.junit.jupiter.api.Test;

class StandingCredentialTest {

    @Test
    void aSecretThatIsTooShortToBeScrubbedIsRefusedAndNotShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StandingCredential("api", "targets.api", new Header("x", "", Secret.of("abcde"))))
                .withMessageStartingWith("targets.api: ")
                .withMessageNotContaining("abcde");
    }

    @Test
    void aSecretThatWouldMakeAFieldOfItsOwnIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new StandingCredential("api", "targets.api", new Header("x", "", Secret.of("abcdef\r\nx: y"))));
    }

    @Test
    void theAgentsOwnParameterGoesHoweverItIsWritten() {
        StandingCredential credential =
                new StandingCredential("api", "targets.api", new Query("key", Secret.of("abcdef")));
        Outgoing asked = new Outgoing("GET", "/x?k%65y=mine&KEY=mine&a=b&%zz=1", Fields.NONE);
        assertThat(credential.inject(asked).path()).isEqualTo("/x?a=b&%zz=1&key=abcdef");
        assertThat(credential
                        .inject(new Outgoing("GET", "/x?key=mine", Fields.NONE))
                        .path())
                .isEqualTo("/x?key=abcdef");
    }
}
