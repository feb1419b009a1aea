package io.kspec.mock.script;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The stubs, and how often each has matched. The stub added last takes precedence. */
public final class Script {
    private final List<Rule> rules = new ArrayList<>();

    /** A stub, and the number of requests that have matched it. */
    private static final class Rule {
        private final Stub stub;
        private long matches;

        Rule(Stub stub) {
            this.stub = stub;
        }
    }

    /** Adds a stub. */
    public void add(Stub stub) {
        rules.add(0, new Rule(stub));
    }

    /** Removes a stub. */
    public void remove(Stub stub) {
        rules.removeIf(rule -> rule.stub.equals(stub));
    }

    /** Removes all stubs. */
    public void reset() {
        rules.clear();
    }

    /** The stubs, the one added last first. */
    public List<Stub> stubs() {
        return rules.stream().map(rule -> rule.stub).toList();
    }

    /** The stub that answers a request, if any. Every stub whose pattern matches counts the request. */
    public Optional<Stub> find(Message request, @Nullable String clientId) {
        return find(pattern -> pattern.matches(request, clientId));
    }

    /** The stub that answers a request that Kafka refuses, if any. */
    public Optional<Stub> findRefused(@Nullable ApiSpec api, int version) {
        return find(pattern -> pattern.matchesRefused(api, version));
    }

    private Optional<Stub> find(Predicate<RequestPattern> meant) {
        Stub found = null;
        for (Rule rule : rules) {
            if (meant.test(rule.stub.request())) {
                rule.matches++;
                if (found == null && rule.stub.occurrences().contains(rule.matches)) {
                    found = rule.stub;
                }
            }
        }
        return Optional.ofNullable(found);
    }
}
