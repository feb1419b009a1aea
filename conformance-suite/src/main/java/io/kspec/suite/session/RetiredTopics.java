package io.kspec.suite.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The topics of cases that have ended. They are deleted many at once, which costs Apache Kafka little more than deleting one.
 * Thread-safe.
 */
final class RetiredTopics {
    /** How many topics may be left over before they are deleted. */
    static final int MANY = 50;

    private final Consumer<List<String>> deletion;
    private final List<String> names = new ArrayList<>();

    /**
     * No topics.
     *
     * @param deletion deletes topics
     */
    RetiredTopics(Consumer<List<String>> deletion) {
        this.deletion = deletion;
    }

    /** Adds topics that are no longer needed. */
    void add(List<String> retired) {
        delete(enough(retired));
    }

    /** Deletes all topics that are left over. */
    void deleteAll() {
        delete(take());
    }

    private void delete(List<String> topics) {
        if (!topics.isEmpty()) {
            deletion.accept(topics);
        }
    }

    private synchronized List<String> enough(List<String> retired) {
        names.addAll(retired);
        return names.size() < MANY ? List.of() : take();
    }

    private synchronized List<String> take() {
        List<String> all = List.copyOf(names);
        names.clear();
        return all;
    }
}
