package io.kspec.benchmarks.load;

/** What a client asks for. */
enum RequestKind {
    PRODUCE_1("Produce, 1 record of 1 KiB", "Produce", 9),
    PRODUCE_100("Produce, 100 records of 1 KiB", "Produce", 9),
    FETCH_1("Fetch, 1 record of 1 KiB", "Fetch", 12),
    FETCH_100("Fetch, 100 records of 1 KiB", "Fetch", 12),
    METADATA("Metadata of 3 topics", "Metadata", 12),
    HEARTBEAT("Heartbeat", "Heartbeat", 4);

    private final String text;
    private final String api;
    private final int version;

    RequestKind(String text, String api, int version) {
        this.text = text;
        this.api = api;
        this.version = version;
    }

    String api() {
        return api;
    }

    /** The version that is asked, which all contestants answer. */
    int version() {
        return version;
    }

    /** Whether it makes logs grow. */
    boolean appends() {
        return api.equals("Produce");
    }

    @Override
    public String toString() {
        return text;
    }
}
