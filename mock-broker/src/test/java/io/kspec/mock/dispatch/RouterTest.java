package io.kspec.mock.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kspec.mock.release.BrokerRelease;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Only versions that a handler declares are advertised and answered, whatever else the message definitions have. */
class RouterTest {
    private static final ApiSpec METADATA = Catalog.standard().api("Metadata");
    private static final ApiSpec API_VERSIONS = Catalog.standard().api("ApiVersions");

    private final ApiHandler metadata = new Declaring("Metadata", new Versions(2, 5));
    private final ApiHandler apiVersions = new Declaring("ApiVersions", new Versions(0, 2));
    private final Router router = new Router(List.of(metadata, apiVersions), BrokerRelease.unrestricted(), Map.of());

    private record Declaring(String api, Versions versions) implements ApiHandler {
        @Override
        public HandlerAnswer answer(Message request, RequestContext context) {
            throw new AssertionError("no request is made");
        }
    }

    @Test
    void onlyDeclaredVersionsAreAdvertised() {
        assertThat(METADATA.versions().lowest()).isLessThan(2);
        assertThat(METADATA.versions().highest()).isGreaterThan(5);

        assertThat(router.answered().ranges())
                .isEqualTo(Map.of(METADATA, new Versions(2, 5), API_VERSIONS, new Versions(0, 2)));
    }

    @Test
    void onlyDeclaredVersionsHaveAHandler() {
        assertThat(router.find(METADATA, 1)).isEmpty();
        assertThat(router.find(METADATA, 2)).contains(metadata);
        assertThat(router.find(METADATA, 5)).contains(metadata);
        assertThat(router.find(METADATA, 6)).isEmpty();
    }

    @Test
    void aDefinedVersionThatNoHandlerDeclaresIsRejected() {
        assertThat(RequestIntake.of(request(METADATA, 5), router))
                .isInstanceOfSatisfying(RequestIntake.Accepted.class, accepted -> assertThat(accepted.handler())
                        .isEqualTo(metadata));
        assertThat(RequestIntake.of(request(METADATA, 6), router))
                .isEqualTo(new RequestIntake.Rejected(METADATA, "Metadata (3) v6 is not answered"));
    }

    @Test
    void aDefinedVersionOfApiVersionsThatTheHandlerDoesNotDeclareIsAnsweredWithTheDeclaredRange() {
        assertThat(RequestIntake.of(request(API_VERSIONS, 3), router))
                .isInstanceOfSatisfying(RequestIntake.VersionRefused.class, refused -> {
                    Message range = refused.body().getStructs("ApiKeys").get(0);
                    assertThat(range.getInt("MinVersion")).isZero();
                    assertThat(range.getInt("MaxVersion")).isEqualTo(2);
                });
    }

    @Test
    void aRestrictionReducesWhatIsDeclared() {
        Map<String, Versions> restrictions = Map.of("Metadata", new Versions(3, 4), "ApiVersions", Versions.NONE);

        assertThat(new Router(List.of(metadata, apiVersions), BrokerRelease.unrestricted(), restrictions)
                        .answered()
                        .ranges())
                .isEqualTo(Map.of(METADATA, new Versions(3, 4)));
    }

    @Test
    void aRestrictionToVersionsThatNoHandlerDeclaresIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Router(
                        List.of(metadata), BrokerRelease.unrestricted(), Map.of("Metadata", new Versions(2, 6))))
                .withMessage("Metadata (3): expected versions within 2-5, found 2-6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Router(
                        List.of(metadata), BrokerRelease.unrestricted(), Map.of("Fetch", new Versions(0, 1))))
                .withMessage("Fetch: expected an API that the mock broker answers, one of [Metadata (3)]");
    }

    @Test
    void aRequestThatDoesNotDecodeIsRejectedWithTheFieldAndTheByte() {
        Bytes complete = request(METADATA, 2);

        assertThat(RequestIntake.of(complete.slice(0, complete.size() - 1), router))
                .isInstanceOfSatisfying(RequestIntake.Rejected.class, rejected -> assertThat(rejected.why())
                        .isEqualTo(Frames.attemptRequest(complete.slice(0, complete.size() - 1))
                                .requireFailure()
                                .toString())
                        .contains("Metadata v2 request", "Topics", "at byte"));
    }

    private static Bytes request(ApiSpec api, int version) {
        return Frames.encodeRequest(
                api, version, 7, "a", Message.defaults(api.request(version).struct()));
    }
}
