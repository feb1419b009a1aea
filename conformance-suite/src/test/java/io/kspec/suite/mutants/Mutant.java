package io.kspec.suite.mutants;

import io.kspec.mock.net.SocketLimits;
import io.kspec.mock.script.Stub;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A broker with one bug, and how the suite is to find it.
 *
 * @param id the bug's name: letters for the project that had it, and a number
 * @param bug what is wrong on the wire
 * @param source where it was seen: project and commit or file
 * @param stubs what makes the mock broker do so
 * @param speaking the versions that the mock broker has of some APIs, where those at hand would take too long
 * @param limits what the mock broker takes of clients
 * @param check the id of the check that must fail
 * @param api the API that the check fails for, or null if it is about none in particular
 * @param versions the versions at which it must fail, and no others
 * @param blamedApi the API whose response is blamed
 * @param path the field that is blamed, or null where there are no bytes to blame because nothing was answered
 * @param says what the blame's sentence, or where there is none the failure's, must have in it
 */
record Mutant(
        String id,
        String bug,
        String source,
        List<Stub> stubs,
        Map<String, Versions> speaking,
        SocketLimits limits,
        String check,
        @Nullable String api,
        Versions versions,
        String blamedApi,
        @Nullable String path,
        String says) {
    Mutant {
        stubs = List.copyOf(stubs);
        speaking = Map.copyOf(speaking);
    }

    static Mutant mutant(String id, String bug, String source) {
        return new Mutant(
                id, bug, source, List.of(), Map.of(), SocketLimits.DEFAULTS, "", null, Versions.NONE, "", null, "");
    }

    /** A bug that none of the brokers had which kspec's facts are of. */
    static Mutant invented(String id, String bug) {
        return mutant(id, bug, "no project");
    }

    /** With one stub more. */
    Mutant by(Stub stub) {
        List<Stub> more = new ArrayList<>(stubs);
        more.add(stub.named(id));
        return new Mutant(id, bug, source, more, speaking, limits, check, api, versions, blamedApi, path, says);
    }

    /** By a broker that has no other versions of an API. */
    Mutant speaking(String apiName, String some) {
        return new Mutant(
                id,
                bug,
                source,
                stubs,
                Map.of(apiName, Versions.parse(some)),
                limits,
                check,
                api,
                versions,
                blamedApi,
                path,
                says);
    }

    /** By a broker that takes other things of clients. */
    Mutant within(SocketLimits some) {
        return new Mutant(id, bug, source, stubs, speaking, some, check, api, versions, blamedApi, path, says);
    }

    /** Found by a check, at these versions of an API. */
    Mutant failing(String checkId, String apiName, String failingVersions) {
        return new Mutant(
                id,
                bug,
                source,
                stubs,
                speaking,
                limits,
                checkId,
                apiName,
                Versions.parse(failingVersions),
                apiName,
                path,
                says);
    }

    /** Found by a check that sweeps no API. */
    Mutant failing(String checkId) {
        return new Mutant(
                id, bug, source, stubs, speaking, limits, checkId, null, Versions.NONE, blamedApi, path, says);
    }

    /** With a field of the API's own response blamed. */
    Mutant blaming(String fieldPath) {
        return blaming(blamedApi, fieldPath);
    }

    /** With a field of another API's response blamed. */
    Mutant blaming(String apiName, String fieldPath) {
        return new Mutant(id, bug, source, stubs, speaking, limits, check, api, versions, apiName, fieldPath, says);
    }

    /** In a sentence that has these words. */
    Mutant saying(String words) {
        return new Mutant(id, bug, source, stubs, speaking, limits, check, api, versions, blamedApi, path, words);
    }

    /** The broker without the bug, for the same check; equal for all mutants that are found by the same one. */
    Mutant control() {
        return new Mutant(
                "control",
                "none",
                "",
                List.of(),
                speaking,
                SocketLimits.DEFAULTS,
                check,
                api,
                Versions.NONE,
                "",
                null,
                "");
    }

    @Override
    public String toString() {
        return id + ": " + bug;
    }
}
