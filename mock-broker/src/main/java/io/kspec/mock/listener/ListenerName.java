package io.kspec.mock.listener;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * A listener that every broker has.
 *
 * @param name its name in capitals, as in Kafka's {@code listeners}: {@code INTERNAL}
 * @param protocol how it is secured
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record ListenerName(String name, SecurityProtocol protocol) {
    private static final Pattern NAMES = Pattern.compile("[A-Z0-9_.-]{1,100}");

    /** The listener of brokers that declare none. */
    public static final ListenerName PLAINTEXT = new ListenerName("PLAINTEXT", SecurityProtocol.PLAINTEXT);

    public ListenerName {
        if (!NAMES.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "listener: expected a name of capitals, digits, _, . and -, found " + name);
        }
    }

    /** What begins the names of configurations of this listener alone: {@code listener.name.internal.}. */
    public String configPrefix() {
        return "listener.name." + name.toLowerCase(Locale.ROOT) + ".";
    }
}
