package dev.sallyport.postgres.lease;

import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Mode;
import dev.sallyport.postgres.admin.Part;
import dev.sallyport.postgres.target.LeaseSettings;
import dev.sallyport.postgres.target.TargetSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a role lease has as settings of its role, told at log-in instead: nothing is changed about an account.
final class AccountSettings {

    private AccountSettings() {}

    /// Where nothing is enforced, names are left to mean what they mean without the gateway: such a session ends with
    /// observe mode.
    static Map<String, String> of(TargetSettings target, Access access) {
        LeaseSettings leases = target.leases();
        Map<String, String> settings = new LinkedHashMap<>();
        if (access.mode() == Mode.ENFORCE) {
            settings.put("search_path", Part.identifiers(target.searchPath()).sql() + ", pg_temp"); // R8
        }
        settings.put("statement_timeout", millis(leases.statementTimeout()));
        settings.put("idle_in_transaction_session_timeout", millis(leases.idleInTransactionTimeout()));
        settings.put("standard_conforming_strings", "on"); // R4
        if (access.envelope().readsOnly()) settings.put("default_transaction_read_only", "on"); // a convenience, R12
        return Map.copyOf(settings);
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
