package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.EveryMessage;
import io.kspec.protocol.RandomMessages;
import io.kspec.protocol.RandomMessages.Tags;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageSpec;
import java.util.List;

/** Mutants of random requests, responses, headers and data messages at every version. */
final class MessageCases implements Cases {
    /** The number of mutants that are made of one message and one donor. */
    private static final int LITTER = 32;

    private static final int[] SIZES = {2, 6, 12, 30, 120};

    private final List<MessageSpec> specs = EveryMessage.specs();
    private final long seed;
    private long litter = -1;
    private MessageSpec spec;
    private FuzzSpecimen specimen = FuzzSpecimen.opaque(Bytes.EMPTY);
    private FuzzSpecimen donor = specimen;

    MessageCases(long seed) {
        this.seed = seed;
        this.spec = specs.get(0);
    }

    @Override
    public String name() {
        return "messages";
    }

    @Override
    public FuzzCase get(long number) {
        if (number / LITTER != litter) {
            litter = number / LITTER;
            spec = specs.get((int) (litter % specs.size()));
            specimen = specimen(spec, litter);
            // Mostly a neighbour, which is another version or direction; otherwise an unrelated message.
            long distance = litter % 3 == 0 ? specs.size() / 2 : 1 + litter % 4;
            donor = specimen(specs.get((int) ((litter + distance) % specs.size())), ~litter);
        }
        Mutator mutator = new Mutator(Cases.seed(seed, number));
        Bytes input = number % LITTER == 0 ? mutator.noise() : mutator.mutate(specimen, donor);
        return new FuzzCase(new MessageSubject(spec), input);
    }

    private FuzzSpecimen specimen(MessageSpec of, long number) {
        int size = SIZES[(int) Math.floorMod(number, (long) SIZES.length)];
        Message message = new RandomMessages(Cases.seed(seed, number), size, Tags.values()).next(of);
        Bytes bytes = Codec.encode(message);
        return FuzzSpecimen.of(bytes, Codec.attempt(of, bytes).layout());
    }
}
