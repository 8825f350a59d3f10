package dev.sallyport.mcp.action;

import java.util.Map;
import java.util.Set;

/// The methods that this connector knows; every other one is not understood, and so denied.
public final class Methods {

    public static final String INITIALIZE = "initialize";
    public static final String DISCOVER = "server/discover";
    public static final String TOOLS_LIST = "tools/list";
    public static final String TOOLS_CALL = "tools/call";
    public static final String RESOURCES_LIST = "resources/list";
    public static final String TEMPLATES_LIST = "resources/templates/list";
    public static final String RESOURCES_READ = "resources/read";
    public static final String RESOURCES_SUBSCRIBE = "resources/subscribe";
    public static final String PROMPTS_LIST = "prompts/list";
    public static final String PROMPTS_GET = "prompts/get";
    public static final String COMPLETE = "completion/complete";
    public static final String LISTEN = "subscriptions/listen";
    public static final String CANCELLED = "notifications/cancelled";
    public static final String TOOLS_CHANGED = "notifications/tools/list_changed";

    /// Concern the conversation alone.
    static final Set<String> SESSION =
            Set.of(INITIALIZE, DISCOVER, "ping", "logging/setLevel", "resources/unsubscribe");

    /// What a client may notify a server of.
    static final Set<String> NOTIFICATIONS = Set.of(
            "notifications/initialized", CANCELLED, "notifications/progress", "notifications/roots/list_changed");

    /// What a server may notify a client of.
    public static final Set<String> FROM_SERVER = Set.of(
            CANCELLED,
            TOOLS_CHANGED,
            "notifications/progress",
            "notifications/message",
            "notifications/resources/updated",
            "notifications/resources/list_changed",
            "notifications/prompts/list_changed",
            "notifications/elicitation/complete",
            "notifications/subscriptions/acknowledged");

    /// What is listed, as contracts name it: `discover: helpdesk/tools`.
    static final Map<String, String> LISTS = Map.of(
            TOOLS_LIST, "tools",
            RESOURCES_LIST, "resources",
            TEMPLATES_LIST, "resources",
            PROMPTS_LIST, "prompts");

    /// Carry `Mcp-Name`, from this parameter.
    static final Map<String, String> NAMED = Map.of(
            TOOLS_CALL, "name",
            PROMPTS_GET, "name",
            RESOURCES_READ, "uri");

    private Methods() {}

    /// Whether a request carries `Mcp-Name`.
    public static boolean named(String method) {
        return NAMED.containsKey(method);
    }
}
