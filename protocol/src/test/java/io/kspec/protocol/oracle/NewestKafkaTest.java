package io.kspec.protocol.oracle;

import net.jqwik.api.Tag;

/** Compares with the newest release. */
@Tag("long")
class NewestKafkaTest extends KafkaOracleTest {
    NewestKafkaTest() {
        super(KafkaClients.newest(), 309, 4, 18, Differences.NONE);
    }
}
