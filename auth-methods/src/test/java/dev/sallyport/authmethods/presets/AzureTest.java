package dev.sallyport.authmethods.presets;

import static dev.sallyport.authmethods.presets.Platform.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.authmethods.jwt.KeySource;
import dev.sallyport.testkit.identity.PlatformToken;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tokens of Microsoft Entra, with the claims that they really have.
class AzureTest {

    private static final String TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    private static final String APP = "6e74172b-be56-4843-9ff4-e66a39bb12e3";
    private static final String OBJECT = "a1b2c3d4-0000-4000-8000-0123456789ab";

    private Platform platform;

    @BeforeEach
    void start() throws Exception {
        platform = new Platform();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private static Azure azure(String tenant, int version, List<String> apps, List<String> objects) {
        return new Azure(US, tenant, version, URI.create("https://login.microsoftonline.com"), apps, objects);
    }

    /// A managed identity's ("Access token claims reference").
    private PlatformToken azureToken(int version) {
        return platform.token(
                OBJECT,
                Map.of(
                        "iss",
                        version == 1
                                ? "https://sts.windows.net/" + TENANT + "/"
                                : "https://login.microsoftonline.com/" + TENANT + "/v2.0",
                        version == 1 ? "appid" : "azp",
                        APP,
                        version == 1 ? "appidacr" : "azpacr",
                        "2",
                        "oid",
                        OBJECT,
                        "tid",
                        TENANT,
                        "ver",
                        version + ".0",
                        "uti",
                        "bqRl"));
    }

    @Test
    void an_entra_application_is_let_in_by_its_id_in_either_version_of_the_token() throws Exception {
        for (int version : new int[] {1, 2}) {
            Azure agents = azure(TENANT, version, List.of(APP), List.of(OBJECT));
            Workload app = platform.proven(agents, azureToken(version));
            assertThat(app.claims())
                    .containsEntry("tenant", TENANT)
                    .containsEntry("app", APP)
                    .containsEntry("object", OBJECT);
            assertThat(app.countedAs()).endsWith(" " + OBJECT);
            platform.refused(agents, azureToken(version).claim("tid", OBJECT), "tenant");
            platform.refused(agents, azureToken(version).claim(version == 1 ? "appid" : "azp", OBJECT), "appIds");
            platform.refused(agents, azureToken(version).claim("sub", "a-person"), "person's");
        }
        assertThat(platform.answer(azure(TENANT, 2, List.of(APP), List.of()), azureToken(1)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_v1_token_has_its_keys_elsewhere_than_its_issuer() {
        assertThat(azure(TENANT, 1, List.of(APP), List.of()).keys())
                .isEqualTo(new KeySource.DiscoveryUrl(URI.create(
                        "https://login.microsoftonline.com/" + TENANT + "/.well-known/openid-configuration")));
    }

    @Test
    void the_tenant_is_ones_own_and_its_applications_are_named() {
        for (String tenant : List.of("common", "organizations", "consumers", "acme.onmicrosoft.com", "")) {
            assertThat(azure(tenant, 2, List.of(APP), List.of()).problems()).containsOnlyKeys("tenant");
        }
        assertThat(azure(TENANT, 2, List.of(), List.of()).problems()).containsOnlyKeys("appIds");
        assertThat(azure(TENANT, 3, List.of(), List.of("x")).problems()).containsOnlyKeys("version", "objectIds");
    }
}
