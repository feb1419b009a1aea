package io.kspec.mock.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The configurations of client metrics subscriptions (KIP-714). */
public final class ClientMetricsConfigs extends NamedConfigs {
    private static final int LOWEST_INTERVAL_MS = 100;
    private static final int HIGHEST_INTERVAL_MS = 3_600_000;
    private static final Set<String> SELECTORS = Set.of(
            "client_instance_id",
            "client_id",
            "client_software_name",
            "client_software_version",
            "client_source_address",
            "client_source_port");

    ClientMetricsConfigs() {
        super(ConfigResourceType.CLIENT_METRICS);
    }

    @Override
    ConfigSource source() {
        return ConfigSource.CLIENT_METRICS;
    }

    @Override
    List<ConfigSynonym> inherited(ConfigDefinition definition, int nodeId) {
        return List.of();
    }

    @Override
    void check(Map<String, String> values, int nodeId) {
        values.forEach((name, value) -> {
            ConfigDefinition definition = ConfigDefinitions.find(ConfigResourceType.CLIENT_METRICS, name)
                    .orElseThrow(() -> ConfigRefusal.invalidRequest("Unknown client metrics configuration: " + name));
            String fault = definition.fault(value);
            if (fault != null) {
                throw ConfigRefusal.invalidConfig(fault);
            }
            if (name.equals("interval.ms")) {
                checkInterval(Integer.parseInt(value.strip()));
            }
            if (name.equals("match")) {
                ConfigValueType.items(value).forEach(ClientMetricsConfigs::checkPattern);
            }
        });
    }

    private static void checkInterval(int intervalMs) {
        if (intervalMs < LOWEST_INTERVAL_MS || intervalMs > HIGHEST_INTERVAL_MS) {
            throw ConfigRefusal.invalidRequest(
                    "Invalid value " + intervalMs + " for interval.ms, interval must be between " + LOWEST_INTERVAL_MS
                            + " and " + HIGHEST_INTERVAL_MS + " (1 hour)");
        }
    }

    private static void checkPattern(String pattern) {
        String[] parts = pattern.split("=", 2);
        boolean valid = parts.length == 2 && SELECTORS.contains(parts[0].strip());
        try {
            valid = valid && Pattern.compile(parts[1].strip()) != null;
        } catch (PatternSyntaxException e) {
            valid = false;
        }
        if (!valid) {
            throw ConfigRefusal.invalidConfig("Illegal client matching pattern: " + pattern);
        }
    }
}
