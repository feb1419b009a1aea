package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;

/** What a producer sends: acks, and one batch for each partition. */
final class ProduceCheck implements PlausibilityCheck {
    /** The first version of Produce with batches of magic 2, and of them exactly one (KIP-98). */
    private static final int ONE_BATCH = 3;

    @Override
    public void check(PlausibilityContext testimony) {
        if (!testimony.is("Produce")) {
            return;
        }
        Message body = testimony.body();
        short acks = body.getShort("Acks");
        if (acks < -1 || acks > 1) {
            testimony.report(ImplausibleKind.ACKS_UNKNOWN, "Acks", "acks of " + acks + ": Kafka knows -1, 0 and 1");
        }
        PlausibilityContext.each(
                body,
                "",
                "TopicData",
                (topic, path) -> PlausibilityContext.each(
                        topic, path, "PartitionData", (partition, at) -> records(testimony, partition, at)));
    }

    private static void records(PlausibilityContext testimony, Message partition, String path) {
        Bytes records = partition.getNullableBytes("Records");
        String at = path + ".Records";
        if (records == null || records.isEmpty()) {
            testimony.report(ImplausibleKind.RECORDS_NULL, at, "no records for a partition that is named");
        } else if (testimony.body().id().version() >= ONE_BATCH) {
            new RecordsCheck(testimony, at, records).checkProduced();
        }
    }
}
