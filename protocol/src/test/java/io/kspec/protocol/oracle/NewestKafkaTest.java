package io.kspec.protocol.oracle;

/** The newest release of the union as the judge. */
class NewestKafkaTest extends KafkaOracleTest {
    NewestKafkaTest() {
        super(KafkaRelease.newest(), 309, 4, 18, Differences.NONE);
    }
}
