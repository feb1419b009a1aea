package io.kspec.stage.requests;

import java.util.List;

/**
 * A streams application as its members tell it to the coordinator (KIP-1071).
 *
 * @param epoch the epoch of its topology
 */
public record StreamsApplication(int epoch, List<Part> parts) {
    public StreamsApplication {
        parts = List.copyOf(parts);
    }

    /** An application of the first epoch. */
    public static StreamsApplication of(Part... parts) {
        return new StreamsApplication(0, List.of(parts));
    }

    /**
     * A subtopology.
     *
     * @param sources the topics that it reads
     * @param changelogs the topics in which it keeps its state
     * @param sinks the repartition topics that it writes
     * @param repartitioned the repartition topics that it reads
     * @param isCopartitioned whether all topics that it reads must have the same number of partitions
     */
    public record Part(
            String id,
            List<String> sources,
            List<String> changelogs,
            List<String> sinks,
            List<String> repartitioned,
            boolean isCopartitioned) {
        public Part {
            sources = List.copyOf(sources);
            changelogs = List.copyOf(changelogs);
            sinks = List.copyOf(sinks);
            repartitioned = List.copyOf(repartitioned);
        }

        /** A subtopology without state that reads topics. */
        public static Part reading(String id, String... sources) {
            return new Part(id, List.of(sources), List.of(), List.of(), List.of(), false);
        }

        public Part keeping(String... topics) {
            return new Part(id, sources, List.of(topics), sinks, repartitioned, isCopartitioned);
        }

        public Part writing(String... topics) {
            return new Part(id, sources, changelogs, List.of(topics), repartitioned, isCopartitioned);
        }

        public Part rereading(String... topics) {
            return new Part(id, sources, changelogs, sinks, List.of(topics), isCopartitioned);
        }

        public Part copartitioned() {
            return new Part(id, sources, changelogs, sinks, repartitioned, true);
        }
    }
}
