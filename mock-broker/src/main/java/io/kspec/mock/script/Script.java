package io.kspec.mock.script;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The stubs that are in force, and how often each has matched. The one that was added last is asked first. */
public final class Script {
    private final List<Rule> rules = new ArrayList<>();

    /** A stub and how many requests matched it so far. */
    private static final class Rule {
        private final Stub stub;
        private long matches;

        Rule(Stub stub) {
            this.stub = stub;
        }
    }

    /** Puts a stub in force. */
    public void add(Stub stub) {
        rules.add(0, new Rule(stub));
    }

    /** Takes a stub out of force. */
    public void remove(Stub stub) {
        rules.removeIf(rule -> rule.stub.equals(stub));
    }

    /** Takes all stubs out of force. */
    public void reset() {
        rules.clear();
    }

    /** The stubs in force, last added first. */
    public List<Stub> stubs() {
        return rules.stream().map(rule -> rule.stub).toList();
    }

    /** The stub for a request, if there is one. Every stub whose pattern matches counts the request. */
    public Optional<Stub> find(Message request, @Nullable String clientId) {
        return find(pattern -> pattern.matches(request, clientId));
    }

    /** The stub for a request that Kafka refuses, if there is one. */
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
