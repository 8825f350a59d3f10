package dev.sallyport.app.demo;

import dev.sallyport.app.config.load.ConfigurationException;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.wiring.Sallyport;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.PlatformToken;
import java.io.IOException;
import java.time.InstantSource;

/// Everything that the first act needs: database, platform, gateway.
final class Stage implements AutoCloseable {

    private final DemoFolder folder;
    private final CrmDatabase database;
    private final PlatformIssuer platform;
    private final Sallyport gateway;

    private Stage(DemoFolder folder, CrmDatabase database, PlatformIssuer platform, Sallyport gateway) {
        this.folder = folder;
        this.database = database;
        this.platform = platform;
        this.gateway = gateway;
    }

    /// @param database stays its caller's
    static Stage set(ConfigurationFile loader, InstantSource clock, CrmDatabase database)
            throws IOException, ConfigurationException {
        DemoFolder folder = DemoFolder.create();
        PlatformIssuer platform = PlatformIssuer.start(clock);
        folder.writeCertificate();
        folder.writePrivate("crm-admin", CrmDatabase.GATEWAY + ":" + database.gatewayPassword());
        folder.writePrivate("sallyport.yaml", DemoConfiguration.yaml(platform.issuer(), database.port()));
        Sallyport gateway = Sallyport.start(folder.configuration(), loader, clock);
        gateway.targets().values().forEach(target -> target.refreshCatalog());
        return new Stage(folder, database, platform, gateway);
    }

    CrmDatabase database() {
        return database;
    }

    PlatformIssuer platform() {
        return platform;
    }

    Sallyport gateway() {
        return gateway;
    }

    DemoFolder folder() {
        return folder;
    }

    Agent agent() {
        return new Agent("localhost", gateway.address().port(), folder.certificate());
    }

    /// What the platform gives the agent: a name, a namespace, an audience, ten minutes.
    PlatformToken platformToken() {
        return platform.token("system:serviceaccount:support:triage")
                .audience("sallyport")
                .claim("namespace", "support");
    }

    void stopGateway() {
        gateway.close();
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        platform.close();
        folder.close();
    }
}
