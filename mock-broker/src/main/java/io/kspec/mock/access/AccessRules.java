package io.kspec.mock.access;

import io.kspec.mock.access.AccessRule.Alternative;
import io.kspec.mock.access.AccessRule.Condition;
import io.kspec.mock.access.AccessRule.Effect;
import io.kspec.mock.access.AccessRule.Scope;
import io.kspec.mock.security.acl.AclOperation;
import io.kspec.mock.security.acl.AclResourceType;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.path.FieldPath;
import io.kspec.protocol.spec.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every API needs: the lines of the resource {@code access.txt}, which explains them. */
final class AccessRules {
    private static final String RESOURCE = "access.txt";
    private static final String ANY = "any-";

    private final Map<String, List<AccessRule>> rules = new HashMap<>();

    private static final class Declared {
        private static final AccessRules INSTANCE = new AccessRules(read());
    }

    /** The rules that are checked in. */
    static AccessRules declared() {
        return Declared.INSTANCE;
    }

    private AccessRules(String text) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                try {
                    add(new ArrayDeque<>(Arrays.asList(line.strip().split("\\s+", -1))));
                } catch (RuntimeException e) {
                    throw new IllegalStateException(RESOURCE + " line " + number + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private void add(Deque<String> words) {
        String api = words.remove();
        Versions versions = Versions.parse(words.remove());
        List<AccessRule> ofApi = rules.computeIfAbsent(api, name -> new ArrayList<>());
        if (!"open".equals(words.peek())) {
            ofApi.add(rule(api, versions, words));
        }
    }

    private static AccessRule rule(String api, Versions versions, Deque<String> words) {
        Effect effect = Effect.valueOf(words.remove().toUpperCase(Locale.ROOT));
        AclResourceType type = AclResourceType.valueOf(words.remove());
        String field = words.remove();
        AclOperation operation = AclOperation.valueOf(words.remove());
        Alternative otherwise = null;
        ErrorCode error = type.denied();
        ErrorCode rest = null;
        Condition condition = null;
        Scope scope = Scope.ALL;
        boolean silent = false;
        while (!words.isEmpty()) {
            String option = words.remove();
            switch (option) {
                case "or" -> otherwise = alternative(words.remove(), AclOperation.valueOf(words.remove()));
                case "as" -> error = ErrorCode.valueOf(words.remove());
                case "rest" -> rest = ErrorCode.valueOf(words.remove());
                case "when" -> condition = condition(words.remove());
                case "silent" -> silent = true;
                case "creating", "existing" -> scope = Scope.valueOf(option.toUpperCase(Locale.ROOT));
                default -> throw new IllegalArgumentException("expected an option, found " + option);
            }
        }
        return new AccessRule(
                api,
                versions,
                effect,
                type,
                field.equals("-") ? null : FieldPath.parsePattern(field),
                operation,
                otherwise,
                error,
                silent ? null : message(error),
                rest,
                condition,
                scope);
    }

    /** Kafka's text for an error. */
    private static @Nullable String message(ErrorCode error) {
        return switch (error) {
            case TOPIC_AUTHORIZATION_FAILED -> "Topic authorization failed.";
            case GROUP_AUTHORIZATION_FAILED -> "Group authorization failed.";
            case CLUSTER_AUTHORIZATION_FAILED -> "Cluster authorization failed.";
            case TRANSACTIONAL_ID_AUTHORIZATION_FAILED -> "Transactional Id authorization failed.";
            default -> null;
        };
    }

    private static Alternative alternative(String type, AclOperation operation) {
        boolean any = type.startsWith(ANY);
        return new Alternative(AclResourceType.valueOf(any ? type.substring(ANY.length()) : type), operation, any);
    }

    private static Condition condition(String text) {
        int equals = text.indexOf('=');
        return new Condition(text.substring(0, equals), text.substring(equals + 1));
    }

    private static String read() {
        try (@Nullable InputStream in = AccessRules.class.getResourceAsStream(RESOURCE)) {
            return new String(
                    Objects.requireNonNull(in, "the resource " + RESOURCE + " is missing")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + RESOURCE, e);
        }
    }

    /** The APIs that the list has. */
    Set<String> apis() {
        return Set.copyOf(rules.keySet());
    }

    /** The rules of an API, in the order in which they are checked. */
    List<AccessRule> of(String api) {
        return rules.getOrDefault(api, List.of());
    }
}
