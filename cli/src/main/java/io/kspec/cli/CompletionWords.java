package io.kspec.cli;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.Profiles;
import io.kspec.suite.launch.ConformanceRun;
import java.util.Iterator;
import java.util.stream.Stream;

/** What a shell offers as the values of options. */
final class CompletionWords {
    private CompletionWords() {}

    /** The names of all APIs. */
    static final class Apis implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Catalog.standard().apis().stream().map(ApiSpec::name).iterator();
        }
    }

    /** The ids of all checks. */
    static final class Checks implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ConformanceRun.checks().stream().map(ConformanceTest::id).iterator();
        }
    }

    /** The clients whose flows are played. */
    static final class Clients implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ScenarioOptions.clients().iterator();
        }
    }

    /** The levels of checks, as help shows them. */
    static final class Levels implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of("must", "should").iterator();
        }
    }

    /** The profiles of checks. */
    static final class ProfileNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Profiles.ALL.iterator();
        }
    }
}
