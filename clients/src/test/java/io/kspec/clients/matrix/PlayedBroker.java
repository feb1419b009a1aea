package io.kspec.clients.matrix;

/** A broker that the clients play on. */
enum PlayedBroker {
    MOCK("the mock broker"),
    KAFKA("Apache Kafka");

    private final String title;

    PlayedBroker(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }
}
