package io.kspec.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.EveryMessage;
import io.kspec.protocol.RandomMessages;
import io.kspec.protocol.RandomMessages.Tags;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;

/** For every message at every version, the layout covers each byte exactly once. */
@PropertyDefaults(shrinking = ShrinkingMode.OFF)
class LayoutTest {
    @Property(tries = 4)
    void theLeavesFollowOneAnotherFromTheFirstByteToTheLast(@ForAll long seed) {
        RandomMessages messages = new RandomMessages(seed, Tags.values());
        EveryMessage.forEach(seed, spec -> {
            Bytes bytes = Codec.encode(messages.next(spec));
            assertThat(endOfLeaves(Codec.attempt(spec, bytes).layout())).isEqualTo(bytes.size());
        });
    }

    @Property(tries = 4)
    void afterAFailureTheLeavesEndThere(@ForAll long seed) {
        RandomMessages messages = new RandomMessages(seed, 30, Tags.values());
        Random random = new Random(seed);
        EveryMessage.forEach(seed, spec -> {
            Bytes whole = Codec.encode(messages.next(spec));
            if (!whole.isEmpty()) {
                DecodeAttempt attempt = Codec.attempt(spec, whole.slice(0, random.nextInt(whole.size())));
                assertThat(endOfLeaves(attempt.layout()))
                        .isEqualTo(attempt.requireFailure().offset());
            }
        });
    }

    @Property(tries = 4)
    void groupsNestAndContainTheEntriesAfterThem(@ForAll long seed) {
        RandomMessages messages = new RandomMessages(seed, Tags.values());
        EveryMessage.forEach(seed, spec -> {
            Bytes bytes = Codec.encode(messages.next(spec));
            Deque<LayoutEntry> open = new ArrayDeque<>();
            for (LayoutEntry entry : Codec.attempt(spec, bytes).layout().entries()) {
                while (!open.isEmpty() && !open.getLast().path().equals(parentOf(entry, open.getLast()))) {
                    open.removeLast();
                }
                if (!open.isEmpty()) {
                    LayoutEntry group = open.getLast();
                    assertThat(entry.start()).as(entry.path()).isBetween(group.start(), group.end());
                    assertThat(entry.end()).as(entry.path()).isBetween(group.start(), group.end());
                }
                if (entry.role() == LayoutRole.GROUP) {
                    open.addLast(entry);
                }
            }
        });
    }

    /** The path of the group if the entry is in it, otherwise the path of the entry. */
    private static String parentOf(LayoutEntry entry, LayoutEntry group) {
        String path = group.path();
        boolean below = path.isEmpty()
                || entry.path().equals(path)
                || entry.path().startsWith(path + ".")
                || entry.path().startsWith(path + "[");
        return below ? path : entry.path();
    }

    private static int endOfLeaves(Layout layout) {
        int next = 0;
        for (LayoutEntry leaf : layout.leaves()) {
            if (leaf.start() != next || leaf.end() < leaf.start()) {
                throw new AssertionError("expected a leaf that begins at byte " + next + ", found " + leaf);
            }
            next = leaf.end();
        }
        return next;
    }
}
