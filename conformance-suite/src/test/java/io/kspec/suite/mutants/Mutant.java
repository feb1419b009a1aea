package io.kspec.suite.mutants;

import io.kspec.mock.net.SocketLimits;
import io.kspec.mock.script.Stub;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A broker with one bug, and how the suite is to find it.
 *
 * @param id the bug's name: letters for the project that had it, and a number
 * @param bug what is wrong on the wire
 * @param source where it was seen: project and commit or file
 * @param brokers of how many brokers the mock consists
 * @param stubs what makes the mock broker behave so
 * @param speaking the versions of some APIs that the mock broker is restricted to, where all of them would take too long
 * @param limits what the mock broker accepts from clients
 * @param configs the mock broker's configurations
 * @param takesMetrics whether the mock broker takes the metrics of clients (KIP-714)
 * @param listener what clients of the mock broker have to prove, and what protects it
 * @param check the id of the check that must fail
 * @param played the ids of other checks that are played with it, and pass
 * @param api the API that the check fails for, or null if it is about none in particular
 * @param versions the versions at which it must fail, and no others
 * @param blamedApi the API whose response is blamed
 * @param path the field that is blamed, or null where there are no bytes to blame because nothing was answered
 * @param says what the blame's sentence, or the failure's where nothing is blamed, must contain
 */
public record Mutant(
        String id,
        String bug,
        String source,
        int brokers,
        List<Stub> stubs,
        Map<String, Versions> speaking,
        SocketLimits limits,
        Map<String, String> configs,
        boolean takesMetrics,
        MutantListener listener,
        String check,
        List<String> played,
        @Nullable String api,
        Versions versions,
        String blamedApi,
        @Nullable String path,
        String says) {
    public Mutant {
        stubs = List.copyOf(stubs);
        speaking = Map.copyOf(speaking);
        configs = Map.copyOf(configs);
        played = List.copyOf(played);
    }

    /** Begins a mutant with a bug that some broker had. */
    public static MutantBuilder mutant(String id, String bug, String source) {
        return new MutantBuilder(id, bug, source);
    }

    /** Begins a mutant with a bug that none of the brokers had whose histories were read. */
    public static MutantBuilder invented(String id, String bug) {
        return mutant(id, bug, "no project");
    }

    /** The broker without the bug, for the same check; equal for all mutants that are found in the same way. */
    Mutant control() {
        return new Mutant(
                "control",
                "none",
                "",
                brokers,
                List.of(),
                speaking,
                SocketLimits.DEFAULTS,
                configs,
                takesMetrics,
                listener,
                check,
                played,
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
