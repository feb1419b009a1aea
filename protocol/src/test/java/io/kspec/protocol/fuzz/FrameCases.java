package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.RandomMessages;
import io.kspec.protocol.RandomMessages.Tags;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.ArrayList;
import java.util.List;

/** Mutants of frames: requests, whose header names API and version, and responses. */
final class FrameCases implements Cases {
    private static final int LITTER = 32;

    private record Pair(ApiSpec api, int version) {}

    private final List<Pair> pairs = new ArrayList<>();
    private final long seed;
    private long litter = -1;
    private FuzzSubject<?> subject = new RequestSubject();
    private FuzzSpecimen specimen = FuzzSpecimen.opaque(Bytes.EMPTY);

    FrameCases(long seed) {
        this.seed = seed;
        for (ApiSpec api : Catalog.standard().apis()) {
            for (int v = api.versions().lowest(); v <= api.versions().highest(); v++) {
                pairs.add(new Pair(api, v));
            }
        }
    }

    @Override
    public String name() {
        return "frames";
    }

    @Override
    public FuzzCase get(long number) {
        if (number / LITTER != litter) {
            litter = number / LITTER;
            breed(pairs.get((int) (litter / 2 % pairs.size())));
        }
        Mutator mutator = new Mutator(Cases.seed(seed, number));
        return new FuzzCase(subject, number % LITTER == 0 ? mutator.noise() : mutator.mutate(specimen, specimen));
    }

    private void breed(Pair pair) {
        RandomMessages messages = new RandomMessages(Cases.seed(seed, litter), 12, Tags.values());
        ApiSpec api = pair.api();
        int version = pair.version();
        if (litter % 2 == 0) {
            subject = new RequestSubject();
            Bytes frame = Frames.encodeRequest(
                    api, version, (int) litter, litter % 4 == 0 ? "client" : null, messages.next(api.request(version)));
            specimen = FuzzSpecimen.of(frame, Frames.attemptRequest(frame).layout());
        } else {
            subject = new ResponseSubject(api, version);
            Bytes frame =
                    Frames.encode(messages.next(api.responseHeader(version)), messages.next(api.response(version)));
            specimen = FuzzSpecimen.of(
                    frame, Frames.attemptResponse(api, version, frame).layout());
        }
    }
}
