package io.kspec.mock.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.script.JournalEntry.RequestOutcome;
import io.kspec.protocol.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalTest {
    private static final Bytes FRAME = Bytes.fromHex("01020304");

    private final List<JournalEntry> told = new ArrayList<>();

    private Journal journal(int maxEntries, long maxBytes) {
        Journal journal = new Journal(maxEntries, maxBytes);
        journal.onEnded(told::add);
        return journal;
    }

    private static long begin(Journal journal) {
        return journal.begin(JournalEntry.received(1, 1, "app", null, -1, FRAME, 0));
    }

    private static void answer(Journal journal, long number) {
        journal.update(number, entry -> entry.answered(FRAME, 5));
    }

    private static List<Long> numbers(List<JournalEntry> entries) {
        return entries.stream().map(JournalEntry::number).toList();
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "1000, 7", "0, 0"})
    void aWaitingRequestThatTheJournalDropsIsStillToldWhenItEnds(int maxEntries, long maxBytes) {
        Journal journal = journal(maxEntries, maxBytes);
        long first = begin(journal);
        begin(journal);
        journal.update(first, entry -> entry.by(List.of("stub")));
        assertThat(numbers(journal.entries())).doesNotContain(first);
        assertThat(told).isEmpty();

        answer(journal, first);

        assertThat(numbers(told)).containsExactly(first);
        assertThat(told.get(0).stubs()).containsExactly("stub");
        assertThat(told.get(0).outcome()).isEqualTo(RequestOutcome.ANSWERED);
        assertThat(numbers(journal.entries())).doesNotContain(first);
    }

    @Test
    void aWaitingRequestThatIsClearedIsStillToldWhenItEndsAndOnlyOnce() {
        Journal journal = journal(10, 1000);
        long waiting = begin(journal);
        long answered = begin(journal);
        answer(journal, answered);
        journal.clear();
        journal.clear();

        answer(journal, waiting);
        answer(journal, waiting);

        assertThat(numbers(told)).containsExactly(answered, waiting);
        assertThat(journal.entries()).isEmpty();
    }

    @Test
    void theRequestsThatAreStillToBeToldAreBounded() {
        Journal journal = journal(0, 0);
        long last = LongStream.range(0, 1_001).map(i -> begin(journal)).max().orElseThrow();

        LongStream.rangeClosed(1, last).forEach(number -> answer(journal, number));

        assertThat(numbers(told)).hasSize(1_000).doesNotContain(1L);
    }

    @Test
    void aLongJournalKeepsTheOrderOfItsNewestEntries() {
        Journal journal = journal(100, 10_000);
        for (int i = 0; i < 250; i++) {
            long number = begin(journal);
            if (i % 2 == 0) {
                answer(journal, number);
            }
        }
        answer(journal, 250);
        answer(journal, 2);

        assertThat(numbers(journal.entries()))
                .isEqualTo(LongStream.rangeClosed(151, 250).boxed().toList());
        assertThat(journal.entries().get(99).outcome()).isEqualTo(RequestOutcome.ANSWERED);
        assertThat(journal.entries().get(97).outcome()).isEqualTo(RequestOutcome.WAITING);
        assertThat(numbers(told)).endsWith(249L, 250L, 2L);
    }

    @Test
    void theOldestEntriesAreDropped() {
        Journal journal = journal(10, 20);
        long first = begin(journal);
        answer(journal, first);
        long second = begin(journal);
        answer(journal, second);
        assertThat(numbers(journal.entries())).containsExactly(first, second);

        long third = begin(journal);
        answer(journal, third);

        assertThat(numbers(journal.entries())).containsExactly(second, third);
        assertThat(numbers(told)).containsExactly(first, second, third);
    }
}
