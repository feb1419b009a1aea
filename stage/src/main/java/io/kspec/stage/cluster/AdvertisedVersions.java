package io.kspec.stage.cluster;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.Connections;
import io.kspec.stage.net.RequestRefused;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.StageInterrupted;
import io.kspec.stage.net.TargetUnreachable;
import io.kspec.stage.requests.ApiVersionsRequests;
import io.kspec.stage.requests.ClientRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The version ranges that the target advertises, in the order of its answer.
 *
 * @param ranges by API key; a key may be one that no release defines
 */
public record AdvertisedVersions(Map<Integer, Versions> ranges) {
    private static final ClientRequest REQUEST = ApiVersionsRequests.from("kspec", "0");

    public AdvertisedVersions {
        ranges = Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
    }

    /**
     * The ranges in an ApiVersions answer.
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

    /** The highest version of an API within a range that both sides speak, or empty if there is none. */
    public OptionalInt highestCommon(ApiSpec api, Versions within) {
        Versions common = common(api).intersect(within);
        return common.isEmpty() ? OptionalInt.empty() : OptionalInt.of(common.highest());
    }

    /**
     * Asks for the ranges as clients do: with the newest version first, then with one that the refusal names (KIP-511),
     * then with version 0 over a new connection.
     *
     * @throws StageFailure if version 0 fails too
     */
    static AdvertisedVersions ask(Connections client) {
        try {
            return askFromNewest(client);
        } catch (TargetUnreachable | StageInterrupted e) {
            throw e;
        } catch (StageFailure e) {
            client.transcript().note("asking for ApiVersions again, with version 0: " + e.getMessage());
            client.closeAll();
            return checked(ask(client, 0));
        }
    }

    private static AdvertisedVersions askFromNewest(Connections client) {
        ApiSpec api = REQUEST.api();
        Exchange first = ask(client, api.versions().highest());
        Message answer = Connection.decode(first);
        if (answer.getShort("ErrorCode") != ErrorCode.UNSUPPORTED_VERSION.code()) {
            return checked(first);
        }
        return checked(ask(client, of(answer).highestCommon(api, api.versions()).orElse(0)));
    }

    private static Exchange ask(Connections client, int version) {
        return client.toTarget().exchange(REQUEST, version);
    }

    private static AdvertisedVersions checked(Exchange exchange) {
        Message answer = Connection.decode(exchange);
        if (answer.getShort("ErrorCode") != 0) {
            throw new RequestRefused("learning the versions", answer.getShort("ErrorCode"), null, exchange);
        }
        return of(answer);
    }
}
