package io.kspec.protocol.oracle;

/** Compares with the newest release. */
class NewestKafkaTest extends KafkaOracleTest {
    NewestKafkaTest() {
        super(KafkaClients.newest(), 309, 4, 18, Differences.NONE);
    }
}
