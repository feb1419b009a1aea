package io.kspec.protocol.oracle;

/** The newest release of the union as the judge. */
class NewestKafkaTest extends KafkaOracleTest {
    NewestKafkaTest() {
        super(KafkaClients.newest(), 309, 4, 18, Differences.NONE);
    }
}
