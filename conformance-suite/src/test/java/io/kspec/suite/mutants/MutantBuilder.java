package io.kspec.suite.mutants;

import io.kspec.mock.net.SocketLimits;
import io.kspec.mock.script.Stub;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Declares a {@link Mutant}: what makes the bug, then how it is found; {@link #saying} completes it. */
public final class MutantBuilder {
    private final String id;
    private final String bug;
    private final String source;
    private final List<Stub> stubs = new ArrayList<>();
    private final Map<String, Versions> speaking = new HashMap<>();
    private final List<String> played = new ArrayList<>();
    private int brokers = 1;
    private SocketLimits limits = SocketLimits.DEFAULTS;
    private final Map<String, String> configs = new HashMap<>();
    private boolean takesMetrics;
    private MutantListener listener = MutantListener.OPEN;
    private String check = "";
    private @Nullable String api;
    private Versions versions = Versions.NONE;
    private String blamedApi = "";
    private @Nullable String path;

    MutantBuilder(String id, String bug, String source) {
        this.id = id;
        this.bug = bug;
        this.source = source;
    }

    /** Adds a stub that makes the mock broker behave so. */
    public MutantBuilder by(Stub stub) {
        stubs.add(stub.named(id));
        return this;
    }

    /** Plays it on a mock cluster of several brokers, whose node ids count from 1. */
    public MutantBuilder onBrokers(int count) {
        brokers = count;
        return this;
    }

    /** Restricts the mock broker to some versions of an API. */
    public MutantBuilder speaking(String apiName, String some) {
        speaking.put(apiName, Versions.parse(some));
        return this;
    }

    /** Sets what the mock broker accepts from clients. */
    public MutantBuilder within(SocketLimits some) {
        limits = some;
        return this;
    }

    /** Sets a configuration of the mock broker. */
    public MutantBuilder configured(String name, String value) {
        configs.put(name, value);
        return this;
    }

    /** Lets the mock broker take the metrics of clients. */
    public MutantBuilder takingMetrics() {
        takesMetrics = true;
        return this;
    }

    /** Sets what clients of the mock broker have to prove, and what protects it. */
    public MutantBuilder behind(MutantListener some) {
        listener = some;
        return this;
    }

    /** Names the check that finds the mutant, and at which versions of an API. */
    public MutantBuilder failing(String checkId, String apiName, String failingVersions) {
        check = checkId;
        api = apiName;
        versions = Versions.parse(failingVersions);
        blamedApi = apiName;
        return this;
    }

    /** Names the check that finds the mutant, one that sweeps no API. */
    public MutantBuilder failing(String checkId) {
        check = checkId;
        return this;
    }

    /** Plays another check too, which passes: the one that finds the mutant judges its exchanges. */
    public MutantBuilder playing(String checkId) {
        played.add(checkId);
        return this;
    }

    /** Names the field of the API's own response that is blamed. */
    public MutantBuilder blaming(String fieldPath) {
        return blaming(blamedApi, fieldPath);
    }

    /** Names the field of another API's response that is blamed. */
    public MutantBuilder blaming(String apiName, String fieldPath) {
        blamedApi = apiName;
        path = fieldPath;
        return this;
    }

    /** Completes the mutant with words that the blame's sentence must contain. */
    public Mutant saying(String words) {
        return new Mutant(
                id,
                bug,
                source,
                brokers,
                stubs,
                speaking,
                limits,
                configs,
                takesMetrics,
                listener,
                check,
                played,
                api,
                versions,
                blamedApi,
                path,
                words);
    }
}
