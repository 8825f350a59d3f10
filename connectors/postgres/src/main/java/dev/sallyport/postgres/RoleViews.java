package dev.sallyport.postgres;

import dev.sallyport.grammar.sql.catalog.Catalog;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.postgres.target.TargetSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The view of each role, the same object for as long as the catalog and the settings are: it is
/// asked for with each statement, and what is remembered of texts is found by it. Safe on every
/// thread.
final class RoleViews {

    private volatile @Nullable Made made;

    private record Made(Catalog catalog, TargetSettings settings, Map<String, View> byRole) {

        // an equal one that was loaded again is a reason to make them anew, and no reason to compare both each time
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(Catalog catalog, TargetSettings settings) {
            return this.catalog == catalog && this.settings == settings;
        }
    }

    /// @param role as configured
    View of(Catalog catalog, TargetSettings settings, String role) {
        Made now = made;
        if (now == null || !now.isOf(catalog, settings)) {
            now = new Made(catalog, settings, new ConcurrentHashMap<>());
            made = now;
        }
        View known = now.byRole().get(role);
        return known != null ? known : now.byRole().computeIfAbsent(role, _ -> view(catalog, settings, role));
    }

    private static View view(Catalog catalog, TargetSettings settings, String role) {
        return new View(
                catalog,
                settings.name(),
                settings.searchPath(),
                role,
                List.of(),
                settings.sensitive(),
                settings.limits().ceilings());
    }
}
