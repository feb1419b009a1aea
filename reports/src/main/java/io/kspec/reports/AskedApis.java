package io.kspec.reports;

import io.kspec.runlog.AdvertisedApi;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.RunLog;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The APIs that a run was limited to.
 *
 * @param names their names; empty if the run was not limited to APIs
 * @param missing those that the target does not advertise
 */
record AskedApis(List<String> names, List<String> missing) {
    private static final String FILTER = "api ";

    static AskedApis of(RunLog log) {
        RunHeader header = log.header();
        if (header == null) {
            return new AskedApis(List.of(), List.of());
        }
        Set<String> advertised =
                header.advertised().stream().map(AdvertisedApi::name).collect(Collectors.toSet());
        List<String> names = header.options().filters().stream()
                .filter(filter -> filter.startsWith(FILTER))
                .map(filter -> filter.substring(FILTER.length()))
                .toList();
        return new AskedApis(
                names, names.stream().filter(name -> !advertised.contains(name)).toList());
    }

    /** Whether the target advertises none of them. */
    boolean allMissing() {
        return !names.isEmpty() && missing.size() == names.size();
    }
}
