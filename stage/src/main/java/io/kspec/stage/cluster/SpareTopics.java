package io.kspec.stage.cluster;

import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.StageInterrupted;
import io.kspec.stage.requests.NewTopic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;

/**
 * Topics that were created several at once, for stages that need one each: Apache Kafka creates many topics almost as quickly
 * as one. Before any is created ahead, a topic of the same kind must have been created alone, and each request creates
 * twice as many as the one before; after a request that failed, every topic is created alone again. Thread-safe.
 */
final class SpareTopics {
    private static final int MOST_AT_ONCE = 32;

    private final Duration patience;
    private final Map<Kind, Stock> stocks = new ConcurrentHashMap<>();

    /**
     * No topics.
     *
     * @param patience how long to wait while another thread creates topics
     */
    SpareTopics(Duration patience) {
        this.patience = patience;
    }

    /** What topics have in common that can stand in for each other. */
    record Kind(String word, int partitions, Map<String, String> configs) {
        Kind {
            configs = Map.copyOf(configs);
        }

        /** A topic of this kind. */
        NewTopic named(String name) {
            return NewTopic.of(name, partitions).configs(configs);
        }
    }

    private static final class Stock {
        private final ReentrantLock lock = new ReentrantLock();
        private final Deque<String> spare = new ArrayDeque<>();
        /** How many to create next; 0 if that is not known to work, negative if it is known to fail. */
        private int next;
    }

    /**
     * Takes a topic, which no other caller gets.
     *
     * @param creation creates a number of topics and returns their names
     * @return empty if the caller is to create a topic alone
     */
    Optional<String> take(Kind kind, IntFunction<List<String>> creation) {
        Stock stock = stock(kind);
        if (!isTurn(stock)) {
            return Optional.empty();
        }
        try {
            if (stock.spare.isEmpty() && stock.next > 0) {
                fill(stock, creation);
            }
            return Optional.ofNullable(stock.spare.poll());
        } finally {
            stock.lock.unlock();
        }
    }

    private boolean isTurn(Stock stock) {
        try {
            return stock.lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageInterrupted("a spare topic", null);
        }
    }

    private static void fill(Stock stock, IntFunction<List<String>> creation) {
        try {
            stock.spare.addAll(creation.apply(stock.next));
            stock.next = Math.min(2 * stock.next, MOST_AT_ONCE);
        } catch (StageInterrupted e) {
            throw e;
        } catch (StageFailure untold) {
            stock.next = -1; // the caller creates a topic alone, and fails if that fails too
        }
    }

    /** Learns that a topic was created alone. */
    void createdAlone(Kind kind) {
        Stock stock = stock(kind);
        if (isTurn(stock)) {
            stock.next = stock.next == 0 ? 2 : stock.next;
            stock.lock.unlock();
        }
    }

    /** Hands over all topics that nobody took. */
    List<String> takeAll() {
        List<String> all = new ArrayList<>();
        for (Stock stock : stocks.values()) {
            stock.lock.lock();
            try {
                all.addAll(stock.spare);
                stock.spare.clear();
            } finally {
                stock.lock.unlock();
            }
        }
        return all;
    }

    /** Forgets everything: the target was started again, without the topics. */
    void forget() {
        stocks.clear();
    }

    private Stock stock(Kind kind) {
        return stocks.computeIfAbsent(kind, unused -> new Stock());
    }
}
