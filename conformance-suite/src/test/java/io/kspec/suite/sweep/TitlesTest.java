package io.kspec.suite.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitlesTest {
    @ParameterizedTest
    @CsvSource({
        "theLeaderLeads, The leader leads",
        "theClusterHasAStableId, The cluster has a stable id",
        "aFetchAtOffset7Waits, A fetch at offset7 waits",
        "leads, Leads"
    })
    void aTitleIsTheWordsOfTheMethodName(String methodName, String title) {
        assertThat(Titles.of(methodName)).isEqualTo(title);
    }
}
