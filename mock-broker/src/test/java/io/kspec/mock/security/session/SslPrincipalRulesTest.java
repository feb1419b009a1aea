package io.kspec.mock.security.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import org.apache.kafka.common.security.ssl.SslPrincipalMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SslPrincipalRulesTest {
    private static final String NAME = "CN=Kafka.Client,OU=eng,O=kspec,C=de";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DEFAULT",
                "RULE:^CN=([^,]+),.*$/$1/",
                "RULE:^CN=([^,]+),.*$/$1/L",
                "RULE:^CN=([^,]+),OU=([^,]+),.*$/$1@$2/U",
                "RULE:^OU=.*$/$1/, RULE:^CN=(.*?),.*$/$1/L, DEFAULT",
                "RULE:^OU=.*$/$1/,DEFAULT",
                "RULE:^CN=([^,]+),.*$/$1$2/",
                "RULE:^CN=(Kafka\\.Client),.*$/$1\\/x/"
            })
    void aUserIsNamedAsKafkaDoes(String rules) throws IOException {
        assertThat(SslPrincipalRules.parse(rules).userOf(NAME))
                .contains(SslPrincipalMapper.fromRules(rules).getName(NAME));
    }

    @Test
    void aNameThatNoRuleMatchesHasNoUser() {
        assertThat(SslPrincipalRules.parse("RULE:^OU=(.*)$/$1/").userOf(NAME)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RULE:^CN=(.*)$/$1", "RULE:(/x/", "nonsense", "DEFAULT nonsense"})
    void otherTextsAreNoRules(String rules) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SslPrincipalRules.parse(rules))
                .withMessageStartingWith("ssl.principal.mapping.rules: expected ");
    }
}
