package io.kspec.clients.matrix;

import java.time.Duration;
import java.util.List;

/**
 * Something that users do with a client.
 *
 * @param id its name, such as {@code group-eager}
 * @param does what happens in it
 * @param purpose whose clients do it, such as {@code streams}; empty if it is what every client is for
 * @param apis the APIs without which no client can do it, apart from those that every broker answers
 * @param listener the secured listener that it needs, SASL or TLS; empty if it needs none
 * @param limit how long it may take
 */
record DeclaredJob(String id, String does, String purpose, List<String> apis, String listener, Duration limit) {
    DeclaredJob {
        apis = List.copyOf(apis);
    }
}
