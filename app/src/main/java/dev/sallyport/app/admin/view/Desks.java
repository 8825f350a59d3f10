package dev.sallyport.app.admin.view;

/// Everything that stands behind the routes.
public record Desks(
        HealthView health,
        SessionsView sessions,
        HoldsDesk holds,
        ToolsDesk tools,
        Reload reload,
        Metrics metrics,
        ConfigurationView configuration) {}
