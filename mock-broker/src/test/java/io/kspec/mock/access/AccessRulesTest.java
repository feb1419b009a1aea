package io.kspec.mock.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.access.AccessRule.Effect;
import io.kspec.mock.api.Handlers;
import io.kspec.mock.dispatch.AnsweredVersions;
import io.kspec.protocol.path.FieldPath;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccessRulesTest {
    private static final AccessRules RULES = AccessRules.declared();

    @Test
    void everyApiThatIsAnsweredSaysWhatItNeeds() {
        AnsweredVersions answered = Handlers.versions();

        assertThat(answered.ranges().keySet()).extracting(ApiSpec::name).isSubsetOf(RULES.apis());
    }

    @Test
    void everyApiExists() {
        assertThat(RULES.apis()).allMatch(api -> Catalog.standard().find(api).isPresent());
    }

    @Test
    void everyFieldIsOneOfTheDefinitions() {
        List<String> unknown = new ArrayList<>();
        for (String name : RULES.apis()) {
            ApiSpec api = Catalog.standard().api(name);
            for (AccessRule rule : RULES.of(name)) {
                FieldPath field = rule.field();
                if (field != null && !isKnown(api, rule, field)) {
                    unknown.add(name + " " + rule.versions() + " " + field);
                }
            }
        }

        assertThat(unknown).isEmpty();
    }

    private static boolean isKnown(ApiSpec api, AccessRule rule, FieldPath field) {
        return IntStream.rangeClosed(rule.versions().lowest(), rule.versions().highest())
                .mapToObj(version -> rule.effect() == Effect.HIDE
                        ? api.response(version).struct()
                        : api.request(version).struct())
                .anyMatch(struct -> field.typeIn(struct).isPresent());
    }
}
