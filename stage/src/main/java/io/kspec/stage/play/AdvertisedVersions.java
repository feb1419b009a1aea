package io.kspec.stage.play;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.RequestRefused;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.StageInterrupted;
import io.kspec.stage.net.TargetUnreachable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The version ranges that the target advertises, in the order in which it does.
 *
 * @param ranges by API key; a key may be one that no release defines
 */
public record AdvertisedVersions(Map<Integer, Versions> ranges) {
    public AdvertisedVersions {
        ranges = Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
    }

    /**
     * What an ApiVersions answer says.
     *
     * @param response a body of any version
     */
    public static AdvertisedVersions of(Message response) {
        Map<Integer, Versions> ranges = new LinkedHashMap<>();
        for (Message api : response.getStructs("ApiKeys")) {
            ranges.put(api.getInt("ApiKey"), new Versions(api.getInt("MinVersion"), api.getInt("MaxVersion")));
        }
        return new AdvertisedVersions(ranges);
    }

    /** The keys of the advertised APIs. */
    public Set<Integer> apiKeys() {
        return ranges.keySet();
    }

    /** The advertised range of an API; {@link Versions#NONE} if it is not advertised. */
    public Versions of(ApiSpec api) {
        return ranges.getOrDefault(api.key(), Versions.NONE);
    }

    /** The versions of an API that both sides speak; {@link Versions#NONE} if there are none. */
    public Versions common(ApiSpec api) {
        return of(api).intersect(api.versions());
    }

    /**
     * Asks for the ranges as clients do: with the newest version first, then with one that the refusal names (KIP-511),
     * then with version 0 over a connection of its own.
     *
     * @throws StageFailure what came of version 0
     */
    static AdvertisedVersions ask(Role role, ApiSpec apiVersions) {
        try {
            return askFromNewest(role, apiVersions);
        } catch (TargetUnreachable | StageInterrupted e) {
            throw e;
        } catch (StageFailure e) {
            role.transcript().note("asking for ApiVersions again, with version 0: " + e.getMessage());
            role.disconnect();
            return checked(ask(role, apiVersions, 0));
        }
    }

    private static AdvertisedVersions askFromNewest(Role role, ApiSpec apiVersions) {
        int newest = apiVersions.versions().highest();
        Exchange first = ask(role, apiVersions, newest);
        Message answer = Connection.decode(first);
        if (answer.getShort("ErrorCode") != ErrorCode.UNSUPPORTED_VERSION.code()) {
            return checked(first);
        }
        Versions common = of(answer).common(apiVersions);
        return checked(ask(role, apiVersions, common.isEmpty() ? 0 : common.highest()));
    }

    private static Exchange ask(Role role, ApiSpec apiVersions, int version) {
        return role.connection()
                .exchange(apiVersions.name(), version, body -> body.setIfPresent("ClientSoftwareName", "kspec")
                        .setIfPresent("ClientSoftwareVersion", "0"));
    }

    private static AdvertisedVersions checked(Exchange exchange) {
        Message answer = Connection.decode(exchange);
        if (answer.getShort("ErrorCode") != 0) {
            throw new RequestRefused("learning the versions", answer.getShort("ErrorCode"), null, exchange);
        }
        return of(answer);
    }
}
